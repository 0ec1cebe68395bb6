package lab.cli.ask;

import java.time.Duration;
import java.util.List;
import lab.cli.answer.HostResult;
import lab.room.Evidence;

/**
 * A way to ask this machine, such as jcstress or JMH. An engine starts child JVMs through {@link
 * ChildJvm} and loads no class of its tool into this one.
 */
public interface Engine {

  /** The {@link Evidence#kind() kind} of evidence that it handles, as in {@code stress}. */
  String kind();

  /** How long {@link #run} will take, roughly: printed before anything starts. */
  Duration estimate(Evidence evidence, RunContext context);

  /**
   * Asks. Each test is reported to {@link RunContext#progress} while it runs and, the moment it has
   * finished, through {@link Progress#finished}, so that it is kept even if the run is cut short. A
   * test that could not run is a result too: {@link HostResult.Unavailable}.
   *
   * @return every result in the order of the tests, those already reported included
   * @throws InterruptedException if the run is cut short
   */
  List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException;
}
