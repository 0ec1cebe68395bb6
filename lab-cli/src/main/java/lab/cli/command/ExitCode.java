package lab.cli.command;

/** How a command ended, for scripts. */
public enum ExitCode {
  /** As predicted, or answered where there is no prediction. */
  OK(0),
  /** A fault of the lab itself: one line on stderr says where the log is. */
  FAULT(1),
  /** Something that was typed, or a file that was named, cannot be used; nothing was written. */
  BAD_INPUT(2),
  /** What was found differs from the prediction. */
  DIFFERS(3),
  /** No answer: not measurable on this machine, or a bound ended the search. */
  NO_ANSWER(4),
  /** Ended by Ctrl-C. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /**
   * The code of two answers together: a difference outweighs a missing answer, which outweighs OK.
   */
  public ExitCode and(ExitCode other) {
    return severity() >= other.severity() ? this : other;
  }

  private int severity() {
    return switch (this) {
      case OK -> 0;
      case NO_ANSWER -> 1;
      case DIFFERS -> 2;
      case BAD_INPUT -> 3;
      case FAULT -> 4;
      case INTERRUPTED -> 5;
    };
  }
}
