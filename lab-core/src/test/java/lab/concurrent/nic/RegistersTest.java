package lab.concurrent.nic;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemoryLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets, layouts, and what reading and writing registers does besides. */
class RegistersTest {
  private final NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withSlots(8, 8));
  private final SoftNic nic = rig.nic();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CTRL, 0x0",
    "STATUS, 0x8",
    "ICR, 0xC0",
    "ICS, 0xC8",
    "IMS, 0xD0",
    "IMC, 0xD8",
    "RCTL, 0x100",
    "TCTL, 0x400",
    "RDBAL, 0x2800",
    "RDBAH, 0x2804",
    "RDLEN, 0x2808",
    "RDH, 0x2810",
    "RDT, 0x2818",
    "TDBAL, 0x3800",
    "TDBAH, 0x3804",
    "TDLEN, 0x3808",
    "TDH, 0x3810",
    "TDT, 0x3818",
    "CRCERRS, 0x4000",
    "MPC, 0x4010",
    "GPRC, 0x4074",
    "GPTC, 0x4080",
    "RUC, 0x40A4",
    "ROC, 0x40AC",
    "RAL, 0x5400",
    "RAH, 0x5404"
  })
  void offsetsAreThoseOfTheDataSheet(String name, String offset) {
    assertThat(Registers.OFFSETS.get(name)).isEqualTo(Integer.decode(offset));
    assertThat(Registers.LAYOUT.byteOffset(groupElement(name))).isEqualTo(Long.decode(offset));
  }

  @Test
  void everyRegisterIsNamedOnceInItsLayout() {
    assertThat(Registers.LAYOUT.byteSize()).isEqualTo(Registers.SPACE_BYTES);
    assertThat(
            Registers.LAYOUT.memberLayouts().stream()
                .map(MemoryLayout::name)
                .filter(java.util.Optional::isPresent))
        .hasSize(Registers.OFFSETS.size());
  }

  @ParameterizedTest
  @CsvSource({"address, 0, 0", "length, 8, 8", "special, 14, 14"})
  void bothDescriptorsBeginAndEndAlike(String field, long tx, long rx) {
    assertThat(Descriptors.TX.byteOffset(groupElement(field))).isEqualTo(tx);
    assertThat(Descriptors.RX.byteOffset(groupElement(field))).isEqualTo(rx);
    assertThat(Descriptors.TX.byteSize()).isEqualTo(Descriptors.BYTES);
    assertThat(Descriptors.RX.byteSize()).isEqualTo(Descriptors.BYTES);
  }

  @Test
  void theSecondWordHasItsFieldsWhereTheLayoutHasThem() {
    long word = Descriptors.withStatus(Descriptors.tx(0xABCD, Descriptors.CMD_RS), 0x1);
    long at = Descriptors.WORD;
    assertThat((word >>> (8 * (Descriptors.TX.byteOffset(groupElement("cmd")) - at))) & 0xFF)
        .isEqualTo(Descriptors.CMD_RS);
    assertThat((word >>> (8 * (Descriptors.TX.byteOffset(groupElement("sta")) - at))) & 0xFF)
        .isEqualTo(Descriptors.STATUS_DD);
    long rx = Descriptors.rx(60, 0x07, 0x80);
    assertThat((rx >>> (8 * (Descriptors.RX.byteOffset(groupElement("status")) - at))) & 0xFF)
        .isEqualTo(0x07);
    assertThat((rx >>> (8 * (Descriptors.RX.byteOffset(groupElement("errors")) - at))) & 0xFF)
        .isEqualTo(0x80);
    assertThat(Descriptors.length(word)).isEqualTo(0xABCD);
    assertThat(Descriptors.errors(rx)).isEqualTo(0x80);
  }

  @Test
  void headsDoNotShareALineWithTails() {
    assertThat(RegisterFile.HEADS).isGreaterThanOrEqualTo(Registers.SPACE_BYTES);
    nic.write(Registers.TDH, 5);
    assertThat(nic.read(Registers.TDH)).isEqualTo(5);
    assertThat(nic.read(Registers.RDH)).isZero();
  }

  @Test
  void readingCausesClearsThem() {
    nic.write(Registers.ICS, 0x84);
    assertThat(nic.read(Registers.ICR)).isEqualTo(0x84);
    assertThat(nic.read(Registers.ICR)).isZero();
    nic.write(Registers.ICS, 0x84);
    nic.write(Registers.ICR, 0x80);
    assertThat(nic.read(Registers.ICR)).isEqualTo(0x04);
  }

  @Test
  void theLineIsCausesAndMask() {
    assertThat(nic.interrupt()).isFalse();
    nic.write(Registers.ICS, Registers.CAUSE_RXT0);
    assertThat(nic.interrupt()).isFalse();
    nic.write(Registers.IMS, Registers.CAUSE_RXT0 | Registers.CAUSE_TXDW);
    assertThat(nic.interrupt()).as("latched: fires when unmasked").isTrue();
    nic.write(Registers.IMC, Registers.CAUSE_RXT0);
    assertThat(nic.interrupt()).isFalse();
    assertThat(nic.read(Registers.IMS)).isEqualTo(Registers.CAUSE_TXDW);
    assertThat(nic.read(Registers.IMC)).isZero();
    nic.write(Registers.ICS, Registers.CAUSE_TXDW);
    assertThat(nic.interrupt()).isTrue();
    nic.read(Registers.ICR);
    assertThat(nic.interrupt()).isFalse();
  }

  @Test
  void ringRegistersHaveBitsThatAreZero() {
    nic.write(Registers.TDLEN, 0xFFFF_FFFF);
    assertThat(nic.read(Registers.TDLEN)).isEqualTo(0x000F_FF80);
    nic.write(Registers.TDBAL, 0x1234_567F);
    assertThat(nic.read(Registers.TDBAL)).isEqualTo(0x1234_5670);
  }

  @Test
  void statisticsCountFromTheirLastReading() {
    rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
    rig.send(Frames.of(rig.driver().mac(), 2, 60), 0, 60);
    rig.step();
    assertThat(nic.read(Registers.GPTC)).isEqualTo(2);
    assertThat(nic.read(Registers.GPTC)).isZero();
    assertThat(nic.read(Registers.GPRC)).isEqualTo(2);
    assertThat(nic.count(NicCounter.TX_FRAMES)).isEqualTo(2);
  }

  @Test
  void resetForgetsRegistersButNotTheStation() {
    nic.write(Registers.IMS, -1);
    nic.write(Registers.CTRL, Registers.CTRL_RESET);
    assertThat(nic.read(Registers.CTRL)).isZero();
    assertThat(nic.read(Registers.TDLEN)).isZero();
    assertThat(nic.read(Registers.IMS)).isZero();
    assertThat(nic.read(Registers.RAL)).isEqualTo(0x1200_5452);
    assertThat(nic.read(Registers.RAH)).isEqualTo(0x8000_5634);
  }

  @Test
  void offsetsOutsideTheRegisterSpaceAreRefusedThoseThatAreNotThereReadZero() {
    nic.write(0x0050, 7);
    assertThat(nic.read(0x0050)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nic.read(0x2811))
        .withMessage("register must be a multiple of 4 below 0x6000: register=0x2811");
    assertThatIllegalArgumentException().isThrownBy(() -> nic.write(0x6000, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> nic.writeRelaxed(-4, 1));
  }
}
