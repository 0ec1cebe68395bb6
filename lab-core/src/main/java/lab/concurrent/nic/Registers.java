package lab.concurrent.nic;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The registers of the 82540EM that this package knows: offsets in bytes from the start of its
 * register space, and the bits that matter (SDM chapter 13). All are 32 bits wide.
 */
public final class Registers {
  /** Device control: reset, link. */
  public static final int CTRL = 0x0000;

  /** Device status: link up. */
  public static final int STATUS = 0x0008;

  /** Interrupt causes that have happened; reading clears all, writing ones clears those. */
  public static final int ICR = 0x00C0;

  /** Interrupt cause set: what is written happens. Write only. */
  public static final int ICS = 0x00C8;

  /** Interrupt mask: writing ones lets these causes through; reading tells which are. */
  public static final int IMS = 0x00D0;

  /** Interrupt mask clear: writing ones masks these causes. Write only. */
  public static final int IMC = 0x00D8;

  /** Receive control. */
  public static final int RCTL = 0x0100;

  /** Transmit control. */
  public static final int TCTL = 0x0400;

  /** Receive ring: device address (low, high), length in bytes, head, tail. */
  public static final int RDBAL = 0x2800;

  public static final int RDBAH = 0x2804;
  public static final int RDLEN = 0x2808;
  public static final int RDH = 0x2810;
  public static final int RDT = 0x2818;

  /** Transmit ring: device address (low, high), length in bytes, head, tail. */
  public static final int TDBAL = 0x3800;

  public static final int TDBAH = 0x3804;
  public static final int TDLEN = 0x3808;
  public static final int TDH = 0x3810;
  public static final int TDT = 0x3818;

  /** Statistics, each cleared by reading it: frames with a bad FCS. */
  public static final int CRCERRS = 0x4000;

  /** Frames missed because no receive buffer was there. */
  public static final int MPC = 0x4010;

  /** Good frames received, and sent. */
  public static final int GPRC = 0x4074;

  public static final int GPTC = 0x4080;

  /** Frames received that were too short, and too long. */
  public static final int RUC = 0x40A4;

  public static final int ROC = 0x40AC;

  /** The first station address: bytes 0 to 3, then 4 and 5 with {@link #RAH_VALID}. */
  public static final int RAL = 0x5400;

  public static final int RAH = 0x5404;

  /** Size of the register space that is kept, in bytes. */
  public static final int SPACE_BYTES = 0x6000;

  public static final int CTRL_SET_LINK_UP = 1 << 6;
  public static final int CTRL_RESET = 1 << 26;
  public static final int STATUS_LINK_UP = 1 << 1;

  /** A descriptor with RS was written back. */
  public static final int CAUSE_TXDW = 1;

  /** The transmit ring is empty. */
  public static final int CAUSE_TXQE = 1 << 1;

  /** Few receive buffers are left: fewer than the fraction that RCTL names. */
  public static final int CAUSE_RXDMT0 = 1 << 4;

  /** A frame was missed. */
  public static final int CAUSE_RXO = 1 << 6;

  /** A frame was received. */
  public static final int CAUSE_RXT0 = 1 << 7;

  public static final int RCTL_ENABLE = 1 << 1;

  /** Accept every unicast frame, not only those to the station address. */
  public static final int RCTL_PROMISCUOUS = 1 << 3;

  /** Accept frames longer than 1522 bytes. */
  public static final int RCTL_LONG = 1 << 5;

  /** Accept broadcasts. */
  public static final int RCTL_BROADCAST = 1 << 15;

  /** Buffer size: 2048, 1024, 512, 256 bytes for 0 to 3, sixteen times that with BSEX. */
  public static final int RCTL_SIZE_SHIFT = 16;

  public static final int RCTL_SIZE_EXTENSION = 1 << 25;

  /** Do not store the FCS. */
  public static final int RCTL_STRIP_FCS = 1 << 26;

  /** Position of the minimum-threshold field: half, a quarter, an eighth of the ring. */
  public static final int RCTL_THRESHOLD_SHIFT = 8;

  public static final int TCTL_ENABLE = 1 << 1;

  /** Pad short frames to 60 bytes. */
  public static final int TCTL_PAD = 1 << 3;

  public static final int RAH_VALID = 1 << 31;

  /** Name and offset of every register, ascending. */
  public static final Map<String, Integer> OFFSETS = offsets();

  /** The register space with every register named, gaps between them. */
  public static final StructLayout LAYOUT = layout();

  private Registers() {}

  private static Map<String, Integer> offsets() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("CTRL", CTRL);
    all.put("STATUS", STATUS);
    all.put("ICR", ICR);
    all.put("ICS", ICS);
    all.put("IMS", IMS);
    all.put("IMC", IMC);
    all.put("RCTL", RCTL);
    all.put("TCTL", TCTL);
    all.put("RDBAL", RDBAL);
    all.put("RDBAH", RDBAH);
    all.put("RDLEN", RDLEN);
    all.put("RDH", RDH);
    all.put("RDT", RDT);
    all.put("TDBAL", TDBAL);
    all.put("TDBAH", TDBAH);
    all.put("TDLEN", TDLEN);
    all.put("TDH", TDH);
    all.put("TDT", TDT);
    all.put("CRCERRS", CRCERRS);
    all.put("MPC", MPC);
    all.put("GPRC", GPRC);
    all.put("GPTC", GPTC);
    all.put("RUC", RUC);
    all.put("ROC", ROC);
    all.put("RAL", RAL);
    all.put("RAH", RAH);
    return java.util.Collections.unmodifiableMap(all);
  }

  private static StructLayout layout() {
    ValueLayout.OfInt word = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    List<MemoryLayout> members = new ArrayList<>();
    int end = 0;
    for (Map.Entry<String, Integer> register : OFFSETS.entrySet()) {
      if (register.getValue() > end) {
        members.add(MemoryLayout.paddingLayout(register.getValue() - end));
      }
      members.add(word.withName(register.getKey()));
      end = register.getValue() + Integer.BYTES;
    }
    members.add(MemoryLayout.paddingLayout(SPACE_BYTES - end));
    return MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new)).withName("registers");
  }
}
