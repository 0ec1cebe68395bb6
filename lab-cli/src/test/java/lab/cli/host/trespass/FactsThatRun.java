package lab.cli.host.trespass;

import java.util.Map;
import lab.cli.run.RunCommand;

/** Breaks walls on purpose: facts of the host that know a command, and lose the order of a map. */
public final class FactsThatRun {
  RunCommand command;

  Map<String, String> settings(Map<String, String> typed) {
    return Map.copyOf(typed);
  }
}
