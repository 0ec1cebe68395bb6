package lab.net.frame;

/**
 * The rest of a VLAN tag (IEEE 802.1Q, 9.6): its first two bytes, 0x8100, are the type field of the
 * header before it.
 *
 * @param priority 0..7, 1 the lowest and 0 the usual one
 * @param dropEligible whether it may be dropped first
 * @param vlan 0..4095; 0 is a priority without a VLAN, 4095 is reserved
 * @param type of what follows
 */
public record Vlan(int priority, boolean dropEligible, int vlan, int type) implements Header {
  public static final int BYTES = 4;

  public Vlan {
    Limits.bits("priority", priority, 3);
    Limits.bits("vlan", vlan, 12);
    Limits.bits("type", type, 16);
  }

  static Vlan read(Input in) {
    in.need(BYTES, "a tag");
    int control = in.u16(0);
    return new Vlan(control >> 13, (control & 0x1000) != 0, control & 0xFFF, in.u16(2));
  }

  public Vlan withType(int newType) {
    return new Vlan(priority, dropEligible, vlan, newType);
  }

  @Override
  public String name() {
    return "802.1Q";
  }

  @Override
  public int size() {
    return BYTES;
  }

  @Override
  public void write(Layout layout) {
    layout
        .number("priority", 3, priority)
        .number(
            "drop eligible",
            1,
            dropEligible ? 1 : 0,
            () -> dropEligible ? "may be dropped first" : "is not dropped first")
        .number("vlan", 12, vlan, () -> vlan == 0 ? "no VLAN, a priority only" : "VLAN " + vlan)
        .number("type", 16, type, () -> Names.etherType(type));
  }
}
