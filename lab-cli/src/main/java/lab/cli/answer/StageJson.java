package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import lab.stage.Piece;
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
  private StageJson() {}

  /** The mapper, knowing pictures. */
  static JsonMapper.Builder in(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(Piece.class, Typed.class)
        .addMixIn(Piece.Cells.Form.class, LowerCase.class)
        .addMixIn(Piece.Point.class, Numbers.class)
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
    @JsonSubTypes.Type(value = Piece.Plot.class, name = "plot")
  })
  private interface Typed {}

  @EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
  private interface LowerCase {}

  @JsonSerialize(using = PointWriter.class)
  @JsonDeserialize(using = PointReader.class)
  private interface Numbers {}

  /** {@code [x, y]}, and the ends of the interval behind it where there is one. */
  private static final class PointWriter extends StdSerializer<Piece.Point> {
    PointWriter() {
      super(Piece.Point.class);
    }

    @Override
    public void serialize(Piece.Point point, JsonGenerator json, SerializationContext context) {
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

  private static final class PointReader extends StdDeserializer<Piece.Point> {
    PointReader() {
      super(Piece.Point.class);
    }

    @Override
    public Piece.Point deserialize(JsonParser json, DeserializationContext context) {
      double[] numbers = context.readValue(json, double[].class);
      return switch (numbers.length) {
        case 2 -> new Piece.Point(numbers[0], numbers[1]);
        case 4 -> new Piece.Point(numbers[0], numbers[1], numbers[2], numbers[3]);
        default ->
            context.reportInputMismatch(
                this, "a point is [x, y] or [x, y, low, high], not %d numbers", numbers.length);
      };
    }
  }
}
