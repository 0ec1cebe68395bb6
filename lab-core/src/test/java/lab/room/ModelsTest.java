package lab.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lab.catalog.Catalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelsTest {

  @ParameterizedTest
  @CsvSource({
    "reordering, shape=LB mode=opaque, true",
    "reordering, shape=LB mode=acquire-release, false",
    "reordering, shape=MP mode=opaque, false",
    "reordering, shape=IRIW mode=opaque, false",
    "cas, op=cas, false",
    "iommu, '', false",
  })
  void mayLoadBuffer(String id, String settings, boolean may) {
    Room room = Catalog.lab().room(id);
    assertThat(room.models().mayLoadBuffer(room.settings(settings))).isEqualTo(may);
    assertThat(room.models().scope(room.settings(settings)).map(ProgramControls.Scope::by))
        .isEqualTo(
            may
                ? Optional.of("under RC11")
                : ProgramControls.scope(room.settings(settings)).map(ProgramControls.Scope::by));
  }
}
