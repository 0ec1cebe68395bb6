package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.Notice;
import lab.net.tcp.Rule;
import lab.net.tcp.world.Flight;
import lab.net.tcp.world.Host;
import lab.net.tcp.world.Scenario;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.World;

/** What happened, in a sentence with the sections that say so. */
record HandshakeStory(Scenario scenario) {

  String of(World before, Step step) {
    String who = who(step.host());
    return switch (step.move().verb()) {
      case "deliver" -> delivered(before, step);
      case "lose" -> "The net loses " + segment(before, step) + " on its way to " + low(who) + ".";
      case "duplicate" ->
          "The net repeats " + segment(before, step) + ": it is in flight once more.";
      case "crash" -> who + " crashes and forgets its connection; nobody tells the peer.";
      case "accept" ->
          who + "'s user accepts somebody else's connection: its backlog has room for one.";
      case "retransmit" -> told(who + " has waited too long for an ACK", step, before);
      case "time-wait" -> told(timeWait() + low(who), step, before);
      case "give-up" -> told(who + " has asked often enough", step, before);
      default -> told(who + "'s user calls " + step.move().verb(), step, before);
    };
  }

  private String timeWait() {
    return scenario.timing().outlasts() ? "2 MSL are over at " : "TIME-WAIT ends early at ";
  }

  private String delivered(World before, Step step) {
    String got = who(step.host()) + " gets " + segment(before, step);
    return step.rules().isEmpty()
        ? got + ": its backlog is full, so it drops it and says nothing (Linux)."
        : told(got, step, before);
  }

  private String segment(World before, Step step) {
    Flight flight = step.flight().orElseThrow();
    return SegmentWords.of(flight, before.host(1 - flight.to()).past().era());
  }

  /** What was decided, what was sent, and the state that it led to. */
  private static String told(String lead, Step step, World before) {
    Host was = before.host(step.host());
    Host is = step.next().host(step.host());
    List<String> parts = new ArrayList<>();
    for (Rule rule : telling(step.rules())) {
      parts.add(RuleWords.of(rule, is.tcp()));
    }
    String news = news(was.tcp(), is.tcp());
    if (!step.sent().isEmpty()) {
      parts.add(
          "it sends " + SegmentWords.of(step.sent()) + (news.isEmpty() ? "" : " and " + news));
    } else if (!news.isEmpty()) {
      parts.add("it " + news);
    }
    for (Notice notice : step.told()) {
      if (notice == Notice.REFUSED || notice == Notice.RESET || notice == Notice.TIMED_OUT) {
        parts.add("its user hears \"" + notice.text() + "\"");
      }
    }
    return lead + ": " + String.join("; ", parts) + sections(step.rules()) + ".";
  }

  private static String news(Connection was, Connection is) {
    return was.state() == is.state() ? "" : "goes to " + is.state().word();
  }

  /** What follows from another rule of the same step is not told. */
  private static List<Rule> telling(List<Rule> rules) {
    List<Rule> telling = new ArrayList<>();
    for (Rule rule : rules) {
      boolean minor = rule == Rule.ACK_TAKEN || rule == Rule.ACK_REPEATED;
      if (!minor || rules.size() == 1) {
        telling.add(rule);
      }
    }
    return telling;
  }

  /** Whose rules they are: sections of RFC 9293 first, then what names its own source. */
  private static String sections(List<Rule> rules) {
    List<String> own = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Rule rule : telling(rules)) {
      String section = rule.section();
      boolean bare = Character.isDigit(section.charAt(0));
      String name = section.equals("none") ? "no RFC says so" : section;
      List<String> list = bare ? own : named;
      if (!list.contains(name)) {
        list.add(name);
      }
    }
    if (!own.isEmpty()) {
      named.addFirst("RFC 9293, " + String.join(" and ", own));
    }
    return " (" + String.join("; ", named) + ")";
  }

  /** {@code The client}, {@code Host a}. */
  private String who(int host) {
    String name = scenario.names().get(host);
    return name.length() == 1 ? "Host " + name : "The " + name;
  }

  private static String low(String who) {
    return Character.toLowerCase(who.charAt(0)) + who.substring(1);
  }
}
