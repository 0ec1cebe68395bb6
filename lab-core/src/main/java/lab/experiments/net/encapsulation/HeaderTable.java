package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.net.frame.Field;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * The fields of a header with their offsets, a row for each 32 bits as its standard draws it, and
 * more where the words need them. One or two bits that are 0 are left out.
 */
final class HeaderTable {
  static final String KEY = "fields";
  private static final int WORD = 32;

  /** Digits of an address of IPv6; options may have more. */
  private static final int MOST_DIGITS = 32;

  /** Digits of an offset: where the head above them is longer, it has the asterisk's place. */
  private static final int OFFSET = "byte".length() - 1;

  private static final String OPTION = "option ";

  private HeaderTable() {}

  /**
   * @param offset of its first byte in the frame
   */
  static Piece of(Header header, int offset, List<Finding> findings) {
    List<List<Field>> words = new ArrayList<>();
    List<Field> word = new ArrayList<>();
    for (Field field : header.fields()) {
      boolean begins = field.offset() % WORD == 0 || field.bits() > WORD;
      if (begins && !word.isEmpty()) {
        words.add(word);
        word = new ArrayList<>();
      }
      word.add(field);
    }
    words.add(word);
    int digits = 0;
    for (List<Field> each : words) {
      digits = Math.clamp(hex(each).length(), digits, MOST_DIGITS);
    }
    int last = Integer.toString(offset + header.size()).length();
    int room = Lines.ROOM - Math.max(OFFSET, last) - digits;
    List<Piece.Row> rows = new ArrayList<>();
    for (List<Field> each : words) {
      rows.addAll(row(each, offset, findings, room));
    }
    return new Piece.Table(KEY, "", List.of("byte", "hex", header.name()), rows);
  }

  private static List<Piece.Row> row(
      List<Field> word, int offset, List<Finding> findings, int room) {
    List<String> words = new ArrayList<>();
    boolean wrong = false;
    for (Field field : word) {
      int first = field.offset() / 8;
      wrong |=
          findings.stream().anyMatch(f -> f.field().equals(field.name()) && f.offset() == first);
      if (field.bits() > 2 || field.number() != 0) {
        // "option" once in a row: it may have four of them.
        boolean again =
            field.name().startsWith(OPTION)
                && words.stream().anyMatch(earlier -> earlier.startsWith(OPTION));
        words.add(again ? told(field).substring(OPTION.length()) : told(field));
      }
    }
    int at = offset + word.getFirst().offset() / 8;
    return Lines.rows(
        "byte" + at,
        wrong ? Tone.BAD : Tone.IDLE,
        List.of(
            List.of(Integer.toString(at)),
            Lines.of(hex(word), MOST_DIGITS),
            Lines.of(words, room)));
  }

  /** The bytes of these fields; they begin and end with whole bytes. */
  private static String hex(List<Field> word) {
    int first = word.getFirst().offset();
    List<Field> moved = new ArrayList<>();
    for (Field field : word) {
      moved.add(
          new Field(
              field.name(), field.offset() - first, field.bits(), field.value(), field.text()));
    }
    return Field.assemble(moved).hex();
  }

  /** Name and value; of an address and of a long value what nobody reads as a number, in words. */
  private static String told(Field field) {
    if (field.bits() == 1) {
      return field.name();
    }
    boolean address = field.name().equals("source") || field.name().equals("destination");
    if (address || field.value().length() > 4) {
      return field.name() + " " + field.text();
    }
    boolean sum = field.name().equals("checksum") || field.name().equals("type");
    return field.name()
        + " "
        + (sum ? Count.hex((int) field.number()) : Long.toString(field.number()));
  }
}
