package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.LONG;

import java.lang.foreign.MemorySegment;
import lab.host.Affinity;

/** Frames of 64 bytes (60 and the FCS) round the loop as fast as they go; prints Mframes/s. */
final class LoopSpeed {
  public static void main(String[] args) {
    int batch = Integer.parseInt(args[0]);
    int slots = Integer.parseInt(args[1]);
    double seconds = Double.parseDouble(args[2]);
    boolean iommu = !args[3].equals("passthrough");
    Affinity.pin(0);
    try (NicRig rig =
        new NicRig(
            NicConfig.DEFAULT,
            DriverConfig.DEFAULT.withSlots(slots, slots),
            iommu ? Invalidation.STRICT : null,
            Wire.loopback(),
            () -> Affinity.pin(1))) {
      boolean merged = args.length > 4;
      if (!merged) {
        rig.start();
      }
      Load load = new Load(rig, batch);
      for (int w = 0; w < (int) (seconds / 0.5); w++) {
        long start = System.nanoTime();
        long before = load.received;
        while (System.nanoTime() - start < 500_000_000L) {
          for (int i = 0; i < 200; i++) {
            load.turns(1);
            if (merged) {
              rig.nic().poll(64);
            }
          }
        }
        double ns = System.nanoTime() - start;
        System.out.printf(
            "%.2f Mfps  bad=%d missed=%d%n",
            (load.received - before) / ns * 1e3, load.bad, rig.nic().count(NicCounter.RX_MISSED));
      }
    }
  }

  static final class Load implements FrameHandler {
    final TxRing tx;
    final RxRing rx;
    final MemorySegment memory;
    final long mac;
    final int batch;
    final int window;
    final int slip = Integer.getInteger("slip", 0);
    int waits;
    long sent;
    long received;
    long bad;

    Load(NicRig rig, int batch) {
      tx = rig.driver().tx();
      rx = rig.driver().rx();
      memory = tx.memory();
      mac = rig.driver().mac();
      this.batch = batch;
      window = rx.slots() - 1 - rx.slots() / 4;
    }

    void turns(int n) {
      for (int i = 0; i < n; i++) {
        send();
        if (rx.isReady(slip) || ++waits > 20) {
          waits = 0;
          rx.poll(64, this);
        }
      }
    }

    void send() {
      int n = (int) Math.min(batch, window - (sent - received));
      if (n < Math.min(batch, window / 2)) {
        return;
      }
      n = tx.claim(n);
      for (int i = 0; i < n; i++) {
        long at = tx.next();
        long x = sent++;
        memory.set(LONG, at, mac);
        memory.set(LONG, at + 8, x);
        memory.set(LONG, at + 16, x + 1);
        memory.set(LONG, at + 24, x + 2);
        memory.set(LONG, at + 32, x + 3);
        memory.set(LONG, at + 40, x + 4);
        memory.set(LONG, at + 48, 5 * x + 10);
        tx.post(60);
      }
      tx.ring();
    }

    @Override
    public boolean frame(int buffer, long at, int length, boolean last) {
      long x = received++;
      long sum =
          memory.get(LONG, at + 8)
              + memory.get(LONG, at + 16)
              + memory.get(LONG, at + 24)
              + memory.get(LONG, at + 32)
              + memory.get(LONG, at + 40);
      if (length != 60 || sum != memory.get(LONG, at + 48) || memory.get(LONG, at + 8) != x) {
        bad++;
      }
      return true;
    }
  }
}
