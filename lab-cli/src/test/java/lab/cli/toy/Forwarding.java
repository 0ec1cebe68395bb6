package lab.cli.toy;

import java.util.List;
import lab.catalog.Controls;
import lab.catalog.Evidence;
import lab.catalog.Experiment;
import lab.catalog.Findings;
import lab.catalog.Predictions;
import lab.catalog.Scene;
import lab.catalog.Settings;

/** A room that is another one, for tests that change a single thing about it. */
public class Forwarding implements Experiment {
  private final Experiment room;

  protected Forwarding(Experiment room) {
    this.room = room;
  }

  @Override
  public String address() {
    return room.address();
  }

  @Override
  public String title() {
    return room.title();
  }

  @Override
  public String question() {
    return room.question();
  }

  @Override
  public Controls controls() {
    return room.controls();
  }

  @Override
  public Settings fixed() {
    return room.fixed();
  }

  @Override
  public Scene<?> scene(Settings settings) {
    return room.scene(settings);
  }

  @Override
  public List<Evidence> evidence() {
    return room.evidence();
  }

  @Override
  public Predictions predictions() {
    return room.predictions();
  }

  @Override
  public String sentence(Findings findings) {
    return room.sentence(findings);
  }
}
