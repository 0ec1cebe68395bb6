package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import lab.room.VerdictWord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents as text and back. A document is a record: its components, in their order, are the
 * fields; what is unknown is null; a field that this lab does not know is passed over, for later
 * versions add some. Only code that prints, keeps or reads JSON loads Jackson.
 */
public final class Documents {
  private static final JsonMapper MAPPER =
      StageJson.in(JsonMapper.builder())
          // Fields stand in the order in which people read them.
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // A record's components and nothing else: what it can tell besides, as isOpen() does, is
          // not in the file. (A component's accessor counts as a getter, so those stay visible.)
          .changeDefaultVisibility(
              v -> v.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
          .annotationIntrospector(new Unguessed())
          .addMixIn(VerdictWord.class, ByWord.class)
          .addMixIn(RunDocument.Asks.class, ByWord.class)
          .build();

  private Documents() {}

  /** A number or a flag that is missing is no 0 and no false: the text is no such document. */
  private static final class Unguessed extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return member.getRawType().isPrimitive()
          ? Boolean.TRUE
          : super.hasRequiredMarker(config, member);
    }
  }

  /** An enum that stands in documents as its word. */
  private interface ByWord {
    @JsonValue
    String word();
  }

  /** A text that is no such document. The message is one line and begins with a verb. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }

    Unreadable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /** A document as text: one line, equal for equal documents. */
  public static String text(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  /**
   * Reads a document back.
   *
   * @throws Unreadable if the text is not JSON, or is no document of that type
   */
  public static <T> T read(String text, Class<T> type) throws Unreadable {
    return read(tree(text), type);
  }

  /** Any JSON. */
  static JsonNode tree(String text) throws Unreadable {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new Unreadable("is not JSON: " + words(e), e);
    }
  }

  /** What a person can use of it: not where in the parser's own words it was noticed. */
  private static String words(JacksonException e) {
    String all = e.getOriginalMessage();
    if (all.startsWith("Unexpected end-of-input")) {
      return "it ends in the middle";
    }
    int aside = all.indexOf(" (");
    String said = aside < 0 ? all : all.substring(0, aside);
    return said.replace(": was expecting", "");
  }

  static <T> T read(JsonNode tree, Class<T> type) throws Unreadable {
    if (!tree.isObject()) {
      throw new Unreadable("is no document: an object was expected");
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new Unreadable("cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
