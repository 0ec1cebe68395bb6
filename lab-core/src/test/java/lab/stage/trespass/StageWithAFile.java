package lab.stage.trespass;

import java.nio.file.Path;

/** Breaks a wall on purpose: a picture that knows a file. */
public final class StageWithAFile {
  Path path;
}
