package lab.net.frame.trespass;

import java.io.InputStream;
import lab.room.Settings;
import lab.stage.Stage;

/** Breaks walls on purpose: a frame that knows what it looks like, who set it up and its file. */
public final class FrameWithAStage {
  Stage stage;
  Settings settings;
  InputStream file;

  long now() {
    return System.nanoTime();
  }

  String shown() {
    return "%d".formatted(1);
  }
}
