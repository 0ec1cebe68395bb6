package lab.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFactsTest {
  private static final Optional<String> VERSION = Optional.of("0.1.0");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path home;

  @Test
  void aCheckoutTellsItsCommitAndWhetherASourceDiffers() throws Exception {
    git("init", "-q");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    git("add", "pom.xml");
    git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
    LabFacts clean = LabFacts.ofCheckout(VERSION, home);
    assertThat(clean.commit()).get().asString().matches("[0-9a-f]{40}");
    assertThat(clean.dirty()).contains(false);

    Files.writeString(home.resolve("notes.txt"), "not part of the jar");
    assertThat(LabFacts.ofCheckout(VERSION, home).dirty()).contains(false);

    Files.writeString(home.resolve("pom.xml"), "<project><x/></project>");
    assertThat(LabFacts.ofCheckout(VERSION, home).dirty()).contains(true);
  }

  @Test
  void whereThereIsNoRepositoryNothingIsKnown() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    LabFacts facts = LabFacts.ofCheckout(VERSION, empty);
    assertThat(facts).isEqualTo(new LabFacts(VERSION, Optional.empty(), Optional.empty()));
  }

  @Test
  void aJarAloneTellsWhatTheBuildLeftInIt() {
    Properties stamp = new Properties();
    assertThat(LabFacts.ofStamp(VERSION, stamp).commit()).isEmpty();
    stamp.setProperty("commit", COMMIT);
    stamp.setProperty("dirty", "true");
    assertThat(LabFacts.ofStamp(VERSION, stamp))
        .isEqualTo(new LabFacts(VERSION, Optional.of(COMMIT), Optional.of(true)));
    stamp.setProperty("commit", "not a commit");
    assertThat(LabFacts.ofStamp(VERSION, stamp).commit()).isEmpty();
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
