package lab.bench.nic.qemu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaBuffer;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.E1000Driver;
import lab.concurrent.nic.Registers;
import lab.concurrent.nic.RxRing;
import lab.concurrent.nic.TxRing;

/**
 * What a card does when our driver drives it: heads, causes, the interrupt line, descriptors and
 * the bytes on the wire, one line an observation. Two cards that behave alike give equal lists.
 */
final class Transcript {
  private static final int SLOTS = 8;
  private static final int FRAME = 60;
  private static final int CAUSES = Registers.CAUSE_TXDW | Registers.CAUSE_RXT0;
  private static final DriverConfig CONFIG =
      DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS).withPromiscuous(true);

  private final Side side;
  private final Device device;
  private final List<String> lines = new ArrayList<>();

  private Transcript(Side side) {
    this.side = side;
    device = side.device();
  }

  /** Runs every scenario. */
  static List<String> of(Side side) {
    Transcript t = new Transcript(side);
    t.sends();
    t.sendsWithoutReport();
    t.postsAll();
    t.sendsInParts();
    t.interrupts();
    t.receives();
    t.filters();
    return t.lines;
  }

  private E1000Driver driver(DriverConfig config) {
    E1000Driver driver = new E1000Driver(device, side.memory(), config);
    driver.init();
    return driver;
  }

  private void sends() {
    E1000Driver driver = driver(CONFIG);
    say("station %x, link %d", driver.mac(), device.read(Registers.STATUS) & 2);
    heads("after init");
    int sent = 0;
    for (int burst : new int[] {1, 3, 7, 5, 2, 7}) {
      TxRing tx = driver.tx();
      for (int i = 0; i < burst; i++) {
        say("room %s", tx.claim(1));
        fill(tx.memory(), tx.next(), FRAME + sent, sent);
        tx.post(FRAME + sent++);
      }
      tx.ring();
      wire("burst of " + burst, burst);
      say("reaped %d, outstanding %d", tx.reap(), tx.outstanding());
      heads("sent " + sent);
      causes();
    }
  }

  /** DD is written only for descriptors with RS: the frame leaves, and nobody learns of it. */
  private void sendsWithoutReport() {
    E1000Driver driver = driver(CONFIG.withReportEvery(0));
    TxRing tx = driver.tx();
    tx.claim(1);
    fill(tx.memory(), tx.next(), FRAME, 40);
    tx.post(FRAME);
    tx.ring();
    wire("no RS", 1);
    say("reaped %d, outstanding %d", tx.reap(), tx.outstanding());
    heads("no RS");
  }

  /** With all N posted tail equals head, which means that there are none. */
  private void postsAll() {
    E1000Driver driver = driver(CONFIG);
    DmaBuffer buffer = side.memory().allocate(2048, DmaAccess.READ);
    fill(buffer.memory(), buffer.offset(), FRAME, 50);
    for (int slot = 0; slot < SLOTS; slot++) {
      long at = driver.tx().descriptor(slot);
      buffer.memory().set(Descriptors.LONG, at + Descriptors.ADDRESS, buffer.iova());
      buffer
          .memory()
          .set(
              Descriptors.LONG,
              at + Descriptors.WORD,
              Descriptors.tx(
                  FRAME, Descriptors.CMD_EOP | Descriptors.CMD_IFCS | Descriptors.CMD_RS));
    }
    device.write(Registers.TDT, 0);
    wire("N posted, tail = head", 0);
    heads("N posted");
    device.write(Registers.TDT, SLOTS - 1);
    wire("N - 1 posted", SLOTS - 1);
    heads("N - 1 posted");
    for (int slot = 0; slot < SLOTS; slot++) {
      long word =
          buffer.memory().get(Descriptors.LONG, driver.tx().descriptor(slot) + Descriptors.WORD);
      say("slot %d done %s", slot, Descriptors.isDone(word));
    }
  }

  private void sendsInParts() {
    E1000Driver driver = driver(CONFIG);
    DmaBuffer buffer = side.memory().allocate(2048, DmaAccess.READ);
    fill(buffer.memory(), buffer.offset(), 300, 60);
    TxRing tx = driver.tx();
    tx.claim(3);
    tx.post(buffer.iova(), 100, Descriptors.CMD_IFCS);
    tx.post(buffer.iova() + 100, 50, Descriptors.CMD_IFCS);
    tx.post(buffer.iova() + 150, 150, Descriptors.CMD_IFCS | Descriptors.CMD_EOP);
    tx.ring();
    wire("three buffers, one frame", 1);
    say("reaped %d", tx.reap());
  }

  /** A cause that is masked waits; unmasking fires it; reading ICR clears it. */
  private void interrupts() {
    E1000Driver driver = driver(CONFIG);
    device.write(Registers.IMC, -1);
    device.read(Registers.ICR);
    say("line %s", device.interrupt());
    TxRing tx = driver.tx();
    tx.claim(1);
    fill(tx.memory(), tx.next(), FRAME, 70);
    tx.post(FRAME);
    tx.ring();
    wire("masked", 1);
    say("line while masked %s", device.interrupt());
    device.write(Registers.IMS, CAUSES);
    say("mask %x, line after unmasking %s", device.read(Registers.IMS), device.interrupt());
    causes();
    say("line after reading ICR %s", device.interrupt());
    device.write(Registers.ICS, Registers.CAUSE_RXT0);
    say("line after ICS %s", device.interrupt());
    device.write(Registers.IMC, Registers.CAUSE_RXT0);
    say("line after masking %s", device.interrupt());
    causes();
  }

  private void receives() {
    E1000Driver driver = driver(CONFIG);
    RxRing rx = driver.rx();
    int arrived = 0;
    for (int burst : new int[] {1, 2, 5, 3, 4}) {
      for (int i = 0; i < burst; i++) {
        byte[] frame = new byte[FRAME + 7 * arrived];
        fill(MemorySegment.ofArray(frame), 0, frame.length, 80 + arrived++);
        side.arrive(frame);
      }
      int taken =
          rx.poll(
              SLOTS,
              (buffer, offset, length, last) -> {
                say(
                    "received %d bytes, last %s, crc %08x",
                    length,
                    last,
                    crc(rx.memory().asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)));
                return true;
              });
      rx.ring();
      say("burst of %d: took %d", burst, taken);
      heads("received " + arrived);
      say("RXT0 %s", (device.read(Registers.ICR) & Registers.CAUSE_RXT0) != 0);
    }
  }

  /** Promiscuous means frames to other stations, not to groups. */
  private void filters() {
    RxRing rx = driver(CONFIG).rx();
    for (int first : new int[] {0x52, 0x53, 0xFF}) {
      byte[] frame = new byte[FRAME];
      Arrays.fill(frame, 0, 6, (byte) first);
      side.arrive(frame);
      say("to %02x..: took %d", first, rx.poll(SLOTS, (buffer, offset, length, last) -> true));
    }
  }

  private void heads(String when) {
    say(
        "%s: TDH %d TDT %d RDH %d RDT %d",
        when,
        device.read(Registers.TDH),
        device.read(Registers.TDT),
        device.read(Registers.RDH),
        device.read(Registers.RDT));
  }

  private void causes() {
    int causes = device.read(Registers.ICR);
    say(
        "TXDW %s RXT0 %s, and then ICR %x",
        (causes & Registers.CAUSE_TXDW) != 0,
        (causes & Registers.CAUSE_RXT0) != 0,
        device.read(Registers.ICR));
  }

  private void wire(String what, int expected) {
    side.step();
    StringBuilder text = new StringBuilder(what + ": on the wire");
    for (byte[] frame : side.sent(expected)) {
      text.append(" %d:%08x".formatted(frame.length, crc(frame)));
    }
    lines.add(text.toString());
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // The annotation is in a library that nothing here needs.
  private void say(String format, Object... values) {
    lines.add(format.formatted(values));
  }

  private static void fill(MemorySegment memory, long offset, int length, int seed) {
    byte[] frame = new byte[length];
    Arrays.fill(frame, (byte) (31 * seed + 7));
    byte[] head = HexFormat.of().parseHex("525400123456525400123456" + "88b5");
    System.arraycopy(head, 0, frame, 0, head.length);
    frame[length - 1] = (byte) seed;
    MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, offset, length);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
