package lab.input;

/**
 * Something a person typed cannot be used. The message is one line that says what is wrong, what is
 * possible and, where it helps, what to type; the command line prints it and ends with exit code 2.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
