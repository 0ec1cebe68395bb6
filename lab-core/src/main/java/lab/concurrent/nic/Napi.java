package lab.concurrent.nic;

/**
 * Receiving by interrupt and budgeted polls, as Linux's NAPI: the first packet interrupts, the
 * interrupt masks itself and schedules polls, and polls go on until one finds less than its budget.
 * One host thread at a time.
 */
public final class Napi {

  /*
   *   interrupt:  ICR read (clears)        unless cleared late
   *               IMC = receive causes
   *               scheduled
   *   poll:       n = rx.poll(budget)
   *               if n == budget: polled again
   *               not scheduled
   *               ICR read                 only if cleared late: what came since the last look
   *                                        at the ring is forgotten here
   *               IMS = receive causes     volatile (M8 in RegisterFile)
   *               if recheck and the ring is not empty: mask, scheduled
   */

  private final E1000Driver driver;
  private final int budget;
  private final boolean clearsLate;
  private final boolean recheck;
  private boolean scheduled;
  private long interrupts;
  private long polls;
  private long rechecks;

  /**
   * @param budget packets per poll, at least 1; Linux: 64
   * @param mode {@link Interrupts#CLEARED_LATE} makes the driver read ICR too late
   * @param recheck whether the ring is looked at once more after unmasking
   */
  public Napi(E1000Driver driver, int budget, Interrupts mode, boolean recheck) {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be >= 1: budget=" + budget);
    }
    this.driver = driver;
    this.budget = budget;
    this.clearsLate = mode == Interrupts.CLEARED_LATE;
    this.recheck = recheck;
  }

  /** Unmasks the receive causes: the first packet will interrupt. */
  public void start() {
    scheduled = false;
    driver.device().write(Registers.IMS, E1000Driver.RX_CAUSES);
  }

  /**
   * One turn: takes the interrupt if it is asserted, then polls once if that is due.
   *
   * @return how many frames were handed over
   */
  public int turn(FrameHandler handler) {
    if (!scheduled) {
      if (!driver.device().interrupt()) {
        return 0;
      }
      interrupt();
    }
    return poll(handler);
  }

  /** The interrupt handler: masks, and schedules the polls. */
  public void interrupt() {
    interrupts++;
    if (!clearsLate) {
      driver.device().read(Registers.ICR);
    }
    driver.device().write(Registers.IMC, E1000Driver.RX_CAUSES);
    scheduled = true;
  }

  /** One poll of at most the budget; re-arms if it finds less. */
  public int poll(FrameHandler handler) {
    polls++;
    int n = driver.rx().poll(budget, handler);
    if (n < budget) {
      rearm();
    }
    return n;
  }

  /** What follows the poll that found the ring empty: its own method for those who step. */
  void rearm() {
    driver.rx().ring();
    scheduled = false;
    if (clearsLate) {
      driver.device().read(Registers.ICR);
    }
    driver.device().write(Registers.IMS, E1000Driver.RX_CAUSES);
    if (recheck && driver.rx().isReady()) {
      rechecks++;
      driver.device().write(Registers.IMC, E1000Driver.RX_CAUSES);
      scheduled = true;
    }
  }

  /** Waits for the interrupt, unless a poll is due; as {@link Device#awaitInterrupt}. */
  public boolean await(long nanos) throws InterruptedException {
    return scheduled || driver.device().awaitInterrupt(nanos);
  }

  /** Whether a poll is due. */
  public boolean isScheduled() {
    return scheduled;
  }

  /** How many interrupts were taken. */
  public long interrupts() {
    return interrupts;
  }

  /** How many polls there were. */
  public long polls() {
    return polls;
  }

  /** How often only the look after unmasking found a packet. */
  public long rechecks() {
    return rechecks;
  }
}
