package lab.stress.nic;

import static org.assertj.core.api.Assertions.assertThat;

import lab.experiments.nic.descriptorring.DescriptorRing;
import lab.experiments.nic.napi.Napi;
import lab.stress.Grading;
import org.junit.jupiter.api.Test;

/** What the two rooms say of their tests is what the tests say of themselves. */
class NicEvidenceTest {

  @Test
  void theRoomsNameTheseTestsAndTheirOutcomes() throws Exception {
    assertThat(Grading.check(new DescriptorRing()) + Grading.check(new Napi())).isEqualTo(40);
  }
}
