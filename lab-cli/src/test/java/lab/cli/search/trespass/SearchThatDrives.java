package lab.cli.search.trespass;

import lab.cli.drive.DriveSession;

/** Breaks the wall on purpose: one command that uses another. */
public final class SearchThatDrives {
  DriveSession session;
}
