package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StageJsonTest {

  @Test
  void everyPrimitiveHasItsTypeAndFields() {
    JsonNode pieces =
        JsonMapper.shared().<JsonNode>valueToTree(StageJson.of(Pictures.ALL)).get("pieces");
    assertThat(pieces.valueStream().map(p -> p.get("type").asString()))
        .containsExactly("cells", "segments", "lanes", "table", "links", "plot");
    assertThat(pieces.get(0).propertyNames())
        .containsExactly("type", "key", "title", "form", "columns", "cells", "marks");
    assertThat(pieces.get(0).get("cells").get(0).toString())
        .isEqualTo("{\"key\":\"s0\",\"label\":\"42\",\"tone\":\"a\",\"action\":null}");
    assertThat(pieces.get(1).get("bars").get(0).get("segments").get(0).toString())
        .isEqualTo(
            "{\"key\":\"kernel\",\"label\":\"kernel\",\"value\":500.0,\"tone\":\"a\",\"removed\":true}");
    assertThat(pieces.get(2).propertyNames())
        .containsExactly("type", "key", "title", "lanes", "messages", "now", "end");
    assertThat(pieces.get(3).get("rows").get(0).propertyNames())
        .containsExactly("key", "cells", "tone", "mark", "action");
    assertThat(pieces.get(4).get("edges").get(1).get("label").asString()).isEqualTo("next");
    assertThat(pieces.get(5).get("series").get(0).get("points").toString())
        .isEqualTo("[[0.0,1.0],[4.0,8.0],[8.0,4.0]]");
  }
}
