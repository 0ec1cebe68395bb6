package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import lab.concurrent.nic.DmaFault.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Translation, permission, the IOTLB and its windows; on the port itself. */
class IommuTest {
  private static final long PAGE = HostMemory.PAGE_BYTES;

  private final Arena arena = Arena.ofShared();
  private final HostMemory memory = new HostMemory(arena, 1 << 20);

  @AfterEach
  void close() {
    arena.close();
  }

  private record Setting(Iommu iommu, IommuDomain domain, DmaPort port) {
    long read(long iova) {
      return port.translate(iova, DmaPort.READ);
    }

    long write(long iova) {
      return port.translate(iova, DmaPort.WRITE);
    }

    DmaFault lastFault() {
      return iommu.faults().getLast();
    }
  }

  private Setting setting(Invalidation invalidation) {
    Iommu iommu = Iommu.of(memory, invalidation);
    IommuDomain domain = iommu.domain();
    iommu.attach(Iommu.E1000, domain);
    domain.mapAt(0x1000, 0x4000, PAGE, DmaAccess.BOTH);
    domain.mapAt(0x2000, 0x8000, PAGE, DmaAccess.BOTH);
    return new Setting(iommu, domain, new DmaPort(iommu, Iommu.E1000, new EngineLock()));
  }

  @Test
  void whatIsMappedIsReachedAllElseFaults() {
    Setting s = setting(Invalidation.STRICT);
    assertThat(s.read(0x1000)).isEqualTo(0x4000);
    assertThat(s.write(0x1FFF)).isEqualTo(0x4FFF);
    assertThat(s.read(0x2010)).isEqualTo(0x8010);
    assertThat(s.iommu().faultCount()).isZero();
    assertThat(s.read(0xF000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault()).isEqualTo(new DmaFault(0x28, 0xF000, false, Reason.READ_REFUSED));
    assertThat(s.lastFault().text())
        .isEqualTo("00:05.0: DMA read of 0xf000 refused: no page there that the device may read");
    assertThat(s.write(0x3000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault().reason().code()).isEqualTo(5);
    assertThat(s.read(1L << 39)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault().reason()).isEqualTo(Reason.BEYOND_WIDTH);
    assertThat(s.read(-4096)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.iommu().faultCount()).isEqualTo(4);
  }

  @Test
  void permissionsAreDirections() {
    Setting s = setting(Invalidation.STRICT);
    s.domain().mapAt(0x5000, 0x5000, PAGE, DmaAccess.WRITE);
    s.domain().mapAt(0x6000, 0x6000, PAGE, DmaAccess.READ);
    assertThat(s.write(0x5000)).isEqualTo(0x5000);
    assertThat(s.read(0x5000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault().reason().code()).isEqualTo(6);
    assertThat(s.read(0x6000)).isEqualTo(0x6000);
    assertThat(s.write(0x6000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault().reason().code()).isEqualTo(5);
  }

  @Test
  void anotherRequesterHasAnotherAddressSpaceOrNone() {
    Setting s = setting(Invalidation.STRICT);
    DmaPort stranger = new DmaPort(s.iommu(), 0x30, new EngineLock());
    assertThat(stranger.translate(0x1000, DmaPort.READ)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.lastFault())
        .isEqualTo(new DmaFault(0x30, 0x1000, false, Reason.CONTEXT_NOT_PRESENT));
    IommuDomain other = s.iommu().domain();
    other.mapAt(0x1000, 0x9000, PAGE, DmaAccess.READ);
    s.iommu().attach(0x30, other);
    assertThat(stranger.translate(0x1000, DmaPort.READ)).isEqualTo(0x9000);
    assertThat(s.read(0x1000)).isEqualTo(0x4000);
    s.iommu().attach(0x30, null);
    assertThat(stranger.translate(0x1000, DmaPort.READ)).isEqualTo(DmaPort.REFUSED);
  }

  @Test
  void strictClosesTheWindowBeforeUnmapReturns() {
    Setting s = setting(Invalidation.STRICT);
    s.read(0x1000);
    s.domain().unmap(0x1000, PAGE);
    assertThat(s.read(0x1000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.read(0x2000)).as("others stay").isEqualTo(0x8000);
    assertThat(s.iommu().pending()).isZero();
  }

  @Test
  void lazyLeavesItOpenUntilTheFlush() {
    Setting s = setting(Invalidation.LAZY);
    s.read(0x1000);
    s.domain().unmap(0x1000, PAGE);
    s.domain().unmap(0x2000, PAGE);
    assertThat(s.read(0x1000)).as("remembered").isEqualTo(0x4000);
    assertThat(s.read(0x2000)).as("never used").isEqualTo(DmaPort.REFUSED);
    assertThat(s.iommu().pending()).isEqualTo(2);
    s.iommu().flush();
    assertThat(s.read(0x1000)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.iommu().pending()).isZero();
  }

  @Test
  void lazyFlushesWhenSoManyWaitAndHandsNoAddressOutBefore() {
    Setting s = setting(Invalidation.LAZY);
    long first = s.domain().map(0xA000, PAGE, DmaAccess.READ);
    s.read(first);
    s.domain().unmap(first, PAGE);
    for (int i = 1; i < Iommu.FLUSH_QUEUE; i++) {
      assertThat(s.read(first)).isEqualTo(0xA000);
      long next = s.domain().map(0xB000, PAGE, DmaAccess.READ);
      assertThat(next).isNotEqualTo(first);
      s.domain().unmap(next, PAGE);
    }
    assertThat(s.iommu().pending()).isZero();
    assertThat(s.read(first)).isEqualTo(DmaPort.REFUSED);
    assertThat(s.domain().map(0xB000, PAGE, DmaAccess.READ)).isEqualTo(first);
  }

  @Test
  void withoutInvalidationTheDeviceGoesOnWithTheOldPage() {
    Setting s = setting(Invalidation.NONE);
    s.read(0x1000);
    s.domain().unmap(0x1000, PAGE);
    assertThat(s.read(0x1000)).isEqualTo(0x4000);
    s.domain().mapAt(0x1000, 0xC000, PAGE, DmaAccess.READ);
    assertThat(s.read(0x1000)).isEqualTo(0x4000);
    s.iommu().flush();
    assertThat(s.read(0x1000)).isEqualTo(0xC000);
  }

  @Test
  void theIotlbRemembersAsManyPagesAsItHas() {
    Setting s = setting(Invalidation.NONE);
    long many = DmaPort.ENTRIES + 1L;
    long iova = s.domain().map(0x10000, many * PAGE, DmaAccess.READ);
    for (int i = 0; i < many; i++) {
      assertThat(s.read(iova + i * PAGE)).isEqualTo(0x10000 + i * PAGE);
    }
    assertThat(s.port().misses()).isEqualTo(many);
    s.read(iova + PAGE);
    assertThat(s.port().misses()).isEqualTo(many);
    s.read(iova);
    assertThat(s.port().misses()).as("evicted by the last").isEqualTo(many + 1);
  }

  @Test
  void whatIsForeseenIsKnownAlreadyOrLeftAlone() {
    Setting s = setting(Invalidation.STRICT);
    assertThat(s.port().foresee(0x1000)).as("not known yet").isEqualTo(DmaPort.REFUSED);
    s.read(0x1000);
    assertThat(s.port().foresee(0x1010)).isEqualTo(0x4010);
    s.domain().mapAt(0x5000, 0x5000, PAGE, DmaAccess.WRITE);
    s.write(0x5000);
    for (long iova : new long[] {0x5000, 0xF000, 1L << 39, -1}) {
      assertThat(s.port().foresee(iova)).as("%x", iova).isEqualTo(DmaPort.REFUSED);
    }
    assertThat(s.port().misses()).as("by the accesses alone").isEqualTo(2);
    assertThat(s.iommu().faultCount()).isZero();
  }

  @Test
  void passthroughReachesEverythingThatIsThere() {
    Iommu iommu = Iommu.passthrough(memory);
    DmaPort port = new DmaPort(iommu, 0x30, new EngineLock());
    assertThat(port.translate(0x0100, DmaPort.WRITE)).isEqualTo(0x0100);
    assertThat(port.foresee(0x0100)).isEqualTo(0x0100);
    assertThat(port.foresee(memory.bytes())).isEqualTo(DmaPort.REFUSED);
    assertThat(iommu.faultCount()).isZero();
    assertThat(port.translate(memory.bytes(), DmaPort.READ)).isEqualTo(DmaPort.REFUSED);
    assertThat(iommu.faults().getFirst().reason()).isEqualTo(Reason.NO_MEMORY);
  }

  @Test
  void faultsAreAllCountedAndTheFirstKept() {
    Setting s = setting(Invalidation.STRICT);
    for (int i = 0; i < 1000; i++) {
      s.read(0xF000 + i * PAGE);
    }
    assertThat(s.iommu().faultCount()).isEqualTo(1000);
    assertThat(s.iommu().faults()).hasSize(256);
    assertThat(s.iommu().faults().getFirst().address()).isEqualTo(0xF000);
  }

  @Test
  void badMappingsAreRefused() {
    Setting s = setting(Invalidation.STRICT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> s.domain().unmap(0x7000, PAGE))
        .withMessage("0x7000 is not mapped");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> s.domain().mapAt(0x1001, 0, PAGE, DmaAccess.READ));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> s.domain().mapAt(0x1000, memory.bytes(), PAGE, DmaAccess.READ))
        .withMessageContaining("physical=0x100000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> s.domain().mapAt(1L << 39, 0, PAGE, DmaAccess.READ));
    assertThatIllegalArgumentException().isThrownBy(() -> s.iommu().attach(1 << 16, null));
    assertThatIllegalStateException().isThrownBy(() -> memory.allocatePages(1 << 20));
  }

  @Test
  void theSoftwareNicsDmaReallyIsRefused() {
    DmaProbe.Preparation kernelText =
        (m, domain) -> {
          m.segment().set(LONG, 0xF000, 0x4B45_524E_454CL);
          domain.mapAt(0x1000, 0x4000, PAGE, DmaAccess.BOTH);
        };
    DmaProbe.Answer blocked = DmaProbe.read(Invalidation.STRICT, 0xF000, kernelText);
    assertThat(blocked.reached()).isFalse();
    assertThat(blocked.leaked()).isEmpty();
    assertThat(blocked.framesSent()).isZero();
    assertThat(blocked.faults())
        .containsExactly(new DmaFault(0x28, 0xF000, false, Reason.READ_REFUSED));
    DmaProbe.Answer open = DmaProbe.read(null, 0xF000, kernelText);
    assertThat(open.reached()).isTrue();
    assertThat(open.leaked()).contains(0x4B45_524E_454CL);
    assertThat(open.faults()).isEmpty();
    assertThat(DmaProbe.read(Invalidation.STRICT, 0x1000, kernelText).reached()).isTrue();
  }

  @Test
  void norDoesItWriteWhereItMustNot() {
    long[] after = new long[1];
    DmaProbe.Preparation look = (m, domain) -> after[0] = m.segment().get(LONG, 0x100);
    DmaProbe.Answer blocked = DmaProbe.write(Invalidation.STRICT, 0x100, (m, d) -> {}, look);
    assertThat(blocked.reached()).isFalse();
    assertThat(after[0]).isZero();
    assertThat(blocked.faults())
        .containsExactly(new DmaFault(0x28, 0x100, true, Reason.WRITE_REFUSED));
    assertThat(DmaProbe.write(null, 0x100, (m, d) -> {}, look).reached()).isTrue();
    assertThat(after[0]).isEqualTo(0x5A5A_5A5A_5A5A_5A5AL);
  }
}
