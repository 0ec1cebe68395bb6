package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.DriveDocument;

/** What the keys do: never more than is possible now. */
final class KeyHelp {
  private KeyHelp() {}

  /** The keys that do something now, in one line. */
  static String line(DriveDocument drive, boolean playing) {
    StringBuilder keys = new StringBuilder();
    if (drive.step() > 0) {
      keys.append("u undo  ");
    }
    if (drive.ahead() > 0) {
      keys.append("r redo  ").append(playing ? "p pause  " : "p play  ");
    }
    return keys.append("h hint  b break  f fix  s set  d all  ? help  q quit").toString();
  }

  /** What each of them does. */
  static List<String> lines(DriveDocument drive) {
    List<String> help = new ArrayList<>();
    if (!drive.here().choices().isEmpty()) {
      help.add("1-9 A-Z  take that step");
    }
    if (drive.step() > 0) {
      help.add("u or left arrow  undo the last step");
    }
    if (drive.ahead() > 0) {
      help.add("r or right arrow  redo the next step;  p  play all that lie ahead, p again pauses");
    }
    if (drive.steps() > 0) {
      help.add("j  jump to a step");
    }
    help.add("h  hint: the next step of the shortest break from here");
    help.add("b  break: put the shortest break from here ahead");
    if (!drive.isFixed()) {
      help.add("f  fix: the same schedule under the fixed preset");
    }
    if (drive.exercise().filter(e -> e.kind().equals("weaken")).isPresent()) {
      help.add("a  answer the exercise with the label of an access");
    }
    help.add("s  set a control;  t  timeline or picture;  m  all steps;  q  quit");
    help.add(
        "d  details: all of the picture, the rest in words; d again turns the page, Esc goes back");
    return help;
  }
}
