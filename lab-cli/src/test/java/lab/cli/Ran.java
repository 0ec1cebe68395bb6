package lab.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lab.catalog.Catalog;
import lab.cli.command.Console;
import lab.cli.command.Surroundings;
import lab.cli.toy.ToyLab;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that ran in this process: its exit code and what it printed. */
public record Ran(int code, String out, String err) {

  /** On the toys, with pipes all around. */
  public static Ran lab(String... args) {
    return lab(ToyLab.catalog(), "", args);
  }

  public static Ran typing(String input, String... args) {
    return lab(ToyLab.catalog(), input, args);
  }

  public static Ran lab(Catalog catalog, String input, String... args) {
    return lab(catalog, Surroundings.pipes(), input, args);
  }

  /** On a terminal with box drawing and colours. */
  public static Ran onTerminal(String... args) {
    Surroundings terminal =
        new Surroundings(
            Map.of("TERM", "xterm-256color"), false, true, true, StandardCharsets.UTF_8);
    return lab(ToyLab.catalog(), terminal, "", args);
  }

  public static Ran lab(Catalog catalog, Surroundings around, String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, around);
    int code = new Main(catalog, console).run(args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  public List<String> lines() {
    return out.lines().toList();
  }

  /** The one JSON document on stdout. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
