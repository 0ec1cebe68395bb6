package lab.cli.drive;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import lab.input.BadInput;
import lab.net.frame.Pcap;
import lab.room.Opened;

/**
 * A packet of a capture, as {@code --open} names it: {@code FILE} or {@code FILE:N}. Digits behind
 * the last colon are the number.
 *
 * @param number from 1; of any size, for what the file has is not known yet
 */
record CapturedPacket(String file, BigInteger number) {
  private static final long MOST_BYTES = 64L << 20;

  /**
   * @throws BadInput if it names no packet
   */
  static CapturedPacket named(String typed) {
    int colon = typed.lastIndexOf(':');
    String digits = colon < 0 ? "" : typed.substring(colon + 1);
    boolean numbered = digits.matches("-?[0-9]+");
    String file = numbered ? typed.substring(0, colon) : typed;
    if (file.isBlank()) {
      throw new BadInput("--open needs FILE or FILE:N");
    }
    BigInteger number = numbered ? new BigInteger(digits) : BigInteger.ONE;
    if (number.signum() < 1) {
      throw new BadInput("--open: N is 1 or more (got %s)".formatted(number));
    }
    return new CapturedPacket(file, number);
  }

  /**
   * @throws BadInput if there is no such file, it is no capture, or it has no such packet
   */
  Opened read() {
    Pcap capture = capture();
    List<Pcap.Captured> packets = capture.packets();
    if (packets.isEmpty()) {
      throw new BadInput(file + " has no packets");
    }
    if (number.compareTo(BigInteger.valueOf(packets.size())) > 0) {
      throw new BadInput(
          "%s has %s: N is 1..%d (got %s)"
              .formatted(
                  file,
                  packets.size() == 1 ? "one packet" : packets.size() + " packets",
                  packets.size(),
                  number));
    }
    int place = number.intValueExact();
    return new Opened(capture.link(), packets.get(place - 1), place);
  }

  private Pcap capture() {
    byte[] bytes = bytes();
    try {
      return Pcap.read(bytes);
    } catch (BadInput e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  private byte[] bytes() {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new BadInput(file + " is a folder");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new BadInput(file + " is a device");
      }
      if (Files.exists(path) && Files.size(path) > MOST_BYTES) {
        throw new BadInput(
            "%s is larger than %d MiB: tshark -c 100 -r IN -w OUT -F pcap keeps its beginning"
                .formatted(file, MOST_BYTES >> 20));
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new BadInput("there is no file " + file);
    } catch (AccessDeniedException e) {
      throw new BadInput(file + " may not be read");
    } catch (InvalidPathException e) {
      throw new BadInput("--open: this is no name of a file");
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: the system refuses");
    }
  }

  /** The option that names it, to be typed again. */
  String option() {
    String value = "%s:%s".formatted(file, number);
    return value.matches("[A-Za-z0-9._/:+@-]+")
        ? "--open=" + value
        : "--open='" + value.replace("'", "'\\''") + "'";
  }
}
