package lab.experiments.nic.mmio;

import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param n writes of the sender, the doorbell among them, and reads of the reader
 * @param readTicks of a read there and back
 * @param credits packets that may be on their way
 * @param drain ticks that the device needs for each packet
 * @param fence before the doorbell, and behind it where the doorbell combines too
 */
record Setup(
    int n,
    int readTicks,
    int credits,
    int drain,
    boolean strayRead,
    boolean assume,
    Types types,
    boolean fence) {
  static final Range N =
      Range.of("n", "writes of the sender, and reads of the reader", 1, 16, 5).primary();
  static final Range READ_TICKS =
      Range.of("readTicks", "ticks of a read, there and back", 1, 12, 6).primary().unit("ticks");
  static final Choice<Boolean> STRAY_READ =
      Choice.toggle("strayRead", "the sender learns the end from a register, or from host memory")
          .byDefault("on")
          .primary();
  static final Range CREDITS =
      Range.of("credits", "packets that may be under way", 1, 8, 8).unit("packets");
  static final Range DRAIN =
      Range.of("drain", "ticks that the device needs for a packet", 1, 8, 1).unit("ticks");
  static final Choice<Boolean> ASSUME =
      Choice.toggle("assume", "the sender takes a write that it issued for done");
  static final Choice<Types> TYPES =
      Choice.of("memory", "memory types of the data's registers and of the doorbell", Types.class)
          .primary();
  static final Choice<Boolean> FENCE =
      Choice.toggle("fence", "the combining buffer is flushed before the doorbell")
          .follows("memory", "uc", "off", "nothing combines, and there is nothing to flush");

  /** Memory types of the registers for data and of the doorbell, and whose rules they follow. */
  enum Types {
    /** x86 UC, or Arm Device. */
    UC("uncached registers"),
    /** Intel SDM 3A, "Methods of Caching Available": a write to UC memory empties WC buffers. */
    WC_UC_INTEL("write-combining data and an uncached doorbell of an Intel core"),
    /** AMD's family 17h guide, 2.13.3, names a read of UC memory among what does, and no write. */
    WC_UC_AMD("write-combining data and an uncached doorbell of an AMD core"),
    WC_WC("write-combining data and a write-combining doorbell"),
    /** Different locations, one of them Normal memory: a barrier alone orders them. */
    NC_DEVICE("Normal Non-cacheable data and a Device doorbell of an Arm core");

    final String words;

    Types(String words) {
      this.words = words;
    }

    boolean combine() {
      return this != UC;
    }

    /** Whether writing the doorbell empties the buffer of the data first. */
    boolean bellDrains() {
      return this == WC_UC_INTEL;
    }

    boolean bellCombines() {
      return this == WC_WC;
    }

    /** Whether reading a register empties the buffers first. */
    boolean readDrains() {
      return this != NC_DEVICE;
    }
  }

  /** Whether the doorbell is left in a buffer of its own. */
  boolean holdsBell() {
    return types.bellCombines() && !fence;
  }

  /** Whether the doorbell waits until the data's buffer is empty. */
  boolean flushesFirst() {
    return types.combine() && (fence || types.bellDrains());
  }

  /** Whether the sender learns from a register that all has arrived. */
  boolean reads() {
    return strayRead && !assume;
  }

  /** Whether it learns that from host memory. */
  boolean watches() {
    return !strayRead && !assume;
  }

  /** Ticks to the device. */
  int oneWay() {
    return (readTicks + 1) / 2;
  }

  /** Ticks from the device. */
  int back() {
    return readTicks - oneWay();
  }

  /** {@code a write}, {@code 5 writes}. */
  static String count(int number, String what) {
    return number == 1 ? "a " + what : number + " " + what + "s";
  }

  /** The bounds of this world in words. */
  String world() {
    return "a core that does "
        + count(n, "write")
        + " and one that does "
        + count(n, "read")
        + " of "
        + count(readTicks, "tick")
        + ", "
        + (credits == 1 ? "one credit" : credits + " credits")
        + ", a device that takes a packet in "
        + count(drain, "tick")
        + ", "
        + types.words;
  }

  /** What the controls say. */
  static Setup of(Settings settings) {
    return new Setup(
        settings.get(N),
        settings.get(READ_TICKS),
        settings.get(CREDITS),
        settings.get(DRAIN),
        settings.get(STRAY_READ),
        settings.get(ASSUME),
        settings.get(TYPES),
        settings.get(FENCE));
  }
}
