package lab.cli.host.trespass;

import lab.cli.run.RunCommand;

/** Breaks the wall on purpose: facts of the host that know a command. */
public final class FactsThatRun {
  RunCommand command;
}
