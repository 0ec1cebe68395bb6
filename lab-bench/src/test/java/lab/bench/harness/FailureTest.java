package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void theRootCauseOfAnException() {
    String said =
        """
        # Fork: 1 of 1
        <failure>

        java.lang.IllegalStateException: the second thread failed
        \tat lab.X.run(X.java:1)
        Caused by: java.lang.IllegalArgumentException: broken on purpose
        \t... 1 more

        # Run complete. Total time: 00:00:00
        """;
    assertThat(Failure.in(said)).contains("broken on purpose");
  }

  @Test
  void anExceptionWithoutMessageIsNamed() {
    assertThat(Failure.in("<failure>\n\njava.lang.StackOverflowError\n\tat X\n"))
        .contains("java.lang.StackOverflowError");
  }

  @Test
  void theFirstWordsOfAForkThatEnded() {
    String said =
        """
        <forked VM failed with exit code 1>
        <stdout last='20 lines'>
        </stdout>
        <stderr last='20 lines'>
        Unrecognized VM option 'Nonsense'
        </stderr>
        """;
    assertThat(Failure.in(said)).contains("Unrecognized VM option 'Nonsense'");
    assertThat(Failure.in("<forked VM failed with exit code 137>\n<stdout>\n</stdout>\n"))
        .contains("forked VM failed with exit code 137");
  }

  @Test
  void noFailureIsNone() {
    assertThat(Failure.in("# Run complete. Total time: 00:00:01\n")).isEmpty();
  }
}
