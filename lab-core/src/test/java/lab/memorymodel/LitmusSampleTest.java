package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.explore.EndStates;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The allowed sets equal those that herd7 7.57 computed: 224 programs, three models. */
class LitmusSampleTest {

  @TestFactory
  Stream<DynamicTest> allowedSetsEqualHerd() throws IOException {
    List<JsonNode> tests = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("litmus-sample.json")) {
      JsonMapper.shared().readTree(in).get("tests").forEach(tests::add);
    }
    assertThat(tests).hasSize(224);
    return tests.stream()
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("test").asString() + " " + test.get("model").asString(),
                () -> check(test)));
  }

  private static void check(JsonNode test) {
    Program program = JsonPrograms.read(test);
    MemoryModel model =
        switch (test.get("model").asString()) {
          case "sc" -> MemoryModel.SC;
          case "x86tso" -> MemoryModel.TSO;
          case "rc11" -> MemoryModel.JAVA;
          default -> throw new IllegalArgumentException(test.get("model").asString());
        };
    EndStates<ProgramState> finals = ProgramMachine.finals(program, model);
    Set<String> found = new TreeSet<>();
    for (ProgramState state : finals.all()) {
      List<Integer> row = new ArrayList<>();
      test.get("registers").forEach(c -> row.add(JsonPrograms.value(program, state, c.asString())));
      found.add(row.toString());
    }
    Set<String> allowed = new TreeSet<>();
    for (JsonNode row : test.get("allowed")) {
      List<Integer> values = new ArrayList<>();
      row.forEach(v -> values.add(v.asInt()));
      allowed.add(values.toString());
    }
    assertThat(found).as(test.get("program").asString()).isEqualTo(allowed);
    assertThat(finals.complete()).isTrue();
  }
}
