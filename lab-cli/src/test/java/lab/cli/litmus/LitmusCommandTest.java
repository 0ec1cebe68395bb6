package lab.cli.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.cli.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class LitmusCommandTest {
  private static final String STORE_BUFFERING =
      """
      X86 SB
      { x=0; y=0; }
       P0          | P1          ;
       MOV [x],$1  | MOV [y],$1  ;
       MOV EAX,[y] | MOV EAX,[x] ;
      locations [0:EAX; 1:EAX;]
      exists (0:EAX=0 /\\ 1:EAX=0)
      """;

  @TempDir private Path folder;
  private String good;
  private String broken;

  @BeforeEach
  void write() throws IOException {
    good = Files.writeString(folder.resolve("sb.litmus"), STORE_BUFFERING).toString();
    broken =
        Files.writeString(
                folder.resolve("broken.litmus"), STORE_BUFFERING.replace("MOV [x]", "MOVE [x]"))
            .toString();
  }

  @Test
  void showsWhatEachModelAllows() {
    Ran ran = Ran.lab("litmus", good, "--model=sc,tso");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "  0:EAX  1:EAX  sc    tso",
            "! 0      0      no    yes",
            ". 0      1      yes   yes",
            "exists (0:EAX=0 /\\ 1:EAX=0)",
            "sc    true of no final state: not validated",
            "tso   true of some final states: validated");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadDoesNotKeepTheOthersFromBeingAnswered() {
    Ran ran = Ran.lab("litmus", broken, good, folder.resolve("none.litmus").toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("SB (");
    assertThat(ran.err().lines()).hasSize(2).allMatch(l -> l.startsWith("lab: " + folder));
    assertThat(ran.err()).contains("broken.litmus:4:", "expected", "there is no such file");
  }

  @Test
  void jsonHasTheFieldsOfTheContract() {
    Ran ran = Ran.lab("litmus", good, broken, "--json");
    assertThat(ran.code()).isEqualTo(2);
    JsonNode tests = ran.json().get("tests");
    JsonNode sb = tests.get(0);
    assertThat(sb.propertyNames()).startsWith("file", "name", "registers", "models", "condition");
    assertThat(sb.get("registers").toString()).isEqualTo("[\"0:EAX\",\"1:EAX\"]");
    assertThat(sb.get("models").get("sc").propertyNames())
        .containsExactly("allowed", "states", "complete");
    assertThat(sb.get("models").get("tso").get("allowed").toString())
        .isEqualTo("[[0,0],[0,1],[1,0],[1,1]]");
    assertThat(sb.get("models").get("java").isNull()).isTrue();
    assertThat(sb.get("reason").asString()).contains("no Java access modes");
    JsonNode condition = sb.get("condition");
    assertThat(condition.propertyNames()).containsExactly("text", "quantifier", "holds");
    assertThat(condition.get("holds").toString())
        .isEqualTo("{\"sc\":\"never\",\"tso\":\"sometimes\"}");
    assertThat(tests.get(1).propertyNames()).containsExactly("file", "error");
  }
}
