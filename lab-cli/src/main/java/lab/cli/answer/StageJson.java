package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Pictures as JSON and back: {@code {"pieces":[{"type","key","title",…}]}}, with the field names of
 * {@link Piece}, and tones and forms in lower case. A stage is data and knows no Jackson, so what
 * its records do not say by themselves is said here. Documents without a picture hardly pay for it.
 */
final class StageJson {
  private static final String SET = "set ";

  private StageJson() {}

  /** The mapper, knowing pictures. */
  static JsonMapper.Builder in(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(Piece.class, Typed.class)
        .addMixIn(Stage.class, WithoutEmpty.class)
        .addMixIn(Piece.Cell.class, Clicked.class)
        .addMixIn(Piece.Row.class, Clicked.class)
        .addMixIn(Piece.Node.class, Clicked.class)
        .addMixIn(Piece.Segment.class, ClickedIfAtAll.class)
        .addMixIn(Piece.Message.class, WithoutEmpty.class)
        .addMixIn(Plot.class, WithoutEmpty.class)
        .addMixIn(Click.class, AsTyped.class)
        .addMixIn(Piece.Cells.Form.class, LowerCase.class)
        .addMixIn(Piece.Links.Layout.class, LowerCase.class)
        .addMixIn(Plot.Series.Kind.class, LowerCase.class)
        .addMixIn(Plot.Scale.class, LowerCase.class)
        .addMixIn(Plot.Point.class, Numbers.class)
        .addMixIn(Tone.class, LowerCase.class);
  }

  /** The names stand here, so that renaming a record in Java changes no document. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Piece.Cells.class, name = "cells"),
    @JsonSubTypes.Type(value = Piece.Segments.class, name = "segments"),
    @JsonSubTypes.Type(value = Piece.Lanes.class, name = "lanes"),
    @JsonSubTypes.Type(value = Piece.Table.class, name = "table"),
    @JsonSubTypes.Type(value = Piece.Links.class, name = "links"),
    @JsonSubTypes.Type(value = Piece.Figures.class, name = "figures"),
    @JsonSubTypes.Type(value = Plot.class, name = "plot")
  })
  private interface Typed {}

  /** What has no board, no value and no token says nothing of them. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface WithoutEmpty {}

  /** A click is what a person would type, and stands there, be it null, since the first lab. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface Clicked {
    @JsonProperty("action")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    Optional<Click> click();
  }

  /** What came to be clicked later says so only where it is. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface ClickedIfAtAll {
    @JsonProperty("action")
    Optional<Click> click();
  }

  @JsonSerialize(using = ClickWriter.class)
  @JsonDeserialize(using = ClickReader.class)
  private interface AsTyped {}

  @EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
  private interface LowerCase {}

  @JsonSerialize(using = PointWriter.class)
  @JsonDeserialize(using = PointReader.class)
  private interface Numbers {}

  /** {@code t1.read}, or {@code set tag=on}. */
  private static final class ClickWriter extends StdSerializer<Click> {
    ClickWriter() {
      super(Click.class);
    }

    @Override
    public void serialize(Click click, JsonGenerator json, SerializationContext context) {
      json.writeString(click instanceof Click.Set ? SET + click.text() : click.text());
    }
  }

  private static final class ClickReader extends StdDeserializer<Click> {
    ClickReader() {
      super(Click.class);
    }

    @Override
    public Click deserialize(JsonParser json, DeserializationContext context) {
      String typed = json.getString();
      return typed.startsWith(SET)
          ? new Click.Set(typed.substring(SET.length()))
          : new Click.Step(typed);
    }
  }

  /** {@code [x, y]}, and the ends of the interval behind it where there is one. */
  private static final class PointWriter extends StdSerializer<Plot.Point> {
    PointWriter() {
      super(Plot.Point.class);
    }

    @Override
    public void serialize(Plot.Point point, JsonGenerator json, SerializationContext context) {
      json.writeStartArray();
      json.writeNumber(point.x());
      json.writeNumber(point.y());
      if (point.low() < point.high()) {
        json.writeNumber(point.low());
        json.writeNumber(point.high());
      }
      json.writeEndArray();
    }
  }

  private static final class PointReader extends StdDeserializer<Plot.Point> {
    PointReader() {
      super(Plot.Point.class);
    }

    @Override
    public Plot.Point deserialize(JsonParser json, DeserializationContext context) {
      double[] numbers = context.readValue(json, double[].class);
      return switch (numbers.length) {
        case 2 -> new Plot.Point(numbers[0], numbers[1]);
        case 4 -> new Plot.Point(numbers[0], numbers[1], numbers[2], numbers[3]);
        default ->
            context.reportInputMismatch(
                this, "a point is [x, y] or [x, y, low, high], not %d numbers", numbers.length);
      };
    }
  }
}
