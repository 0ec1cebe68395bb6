package lab.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON documents as maps, in the order in which their fields are printed. Only the code that prints
 * one loads Jackson.
 */
public final class Json {
  private Json() {}

  /** An object with these fields: name, value, name, value, … */
  public static Map<String, Object> object(Object... fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      object.put((String) fields[i], fields[i + 1]);
    }
    return object;
  }

  /** A document as text. */
  public static String text(Object document) {
    return JsonMapper.shared().writeValueAsString(document);
  }

  /** Prints the one document of a command. */
  public static void print(Console console, Object document) {
    console.out().println(text(document));
  }
}
