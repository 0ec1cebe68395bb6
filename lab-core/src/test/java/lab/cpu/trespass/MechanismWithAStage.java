package lab.cpu.trespass;

import lab.room.Settings;
import lab.stage.Stage;

/** Breaks walls on purpose: a mechanism that knows what it looks like and who set it up. */
public final class MechanismWithAStage {
  Stage stage;
  Settings settings;

  long now() {
    return System.nanoTime();
  }

  String shown() {
    return "%d".formatted(1);
  }
}
