package lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is typed wrongly is answered by one line that says what is possible. */
final class NonsenseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drvie                                    | did you mean drive?
          xyzzy                                    | the commands are show, drive, break,
          --jsn                                    | did you mean --json?
          show cuonter                             | did you mean counter?
          show nothing                             | the experiments are counter, two-doors
          show counter --fxed                      | unknown option --fxed
          drive                                    | lab drive needs ID
          drive counter doors                      | lab drive does not take doors
          drive conter                             | did you mean counter?
          drive counter --mode plane               | did you mean plain?
          drive counter --mode                     | --mode needs MODE; lab drive --help shows how
          drive two-doors --mode plain             | there is no control mode here; the controls are order, key
          drive counter --set start=10             | start is 0..9 (got 10)
          drive counter --set start=many           | start is 0..9 (got many)
          drive counter --set stort=1              | did you mean start?
          drive counter --set start                | --set wants NAME=VALUE
          drive two-doors --set key=none           | leaves nothing to take
          drive counter --do=t1.read,t1.cas        | step 2 "t1.cas" is not possible; possible now: t1.write t2.read
          drive counter --do=t1.read,oops          | --do: step 2: "oops" is no action
          drive counter --do=t1.read*0             | --do: step 1: after * comes a count
          drive counter --fxied                    | did you mean --fixed?
          break                                    | lab break needs an ID or --all; the experiments are counter, two-doors
          break counter --all                      | leave it out or the IDs
          break countr                             | did you mean counter?
          break counter --mode x                   | mode is one of plain, atomic (got x)
          break counter --set start=-1             | start is 0..9 (got -1)
          break counter --from=t1.write            | --from: step 1 "t1.write" is not possible
          break counter --from=t1                  | --from: step 1: "t1" is no action
          break counter --max-states=0             | --max-states is a number from 1 (got 0)
          break counter --max-states=lots          | --max-states is a number from 1 (got lots)
          break counter --max-time=5               | a duration is a number with ms, s, m or h, as in 30s (got 5)
          break counter --max-time=                | a duration is
          break counter --orderings                | --orderings needs a shipped class beside its program
          break counter --access=P1                | --access goes with --orderings
          run counter --orderings                  | --orderings needs a shipped class beside its program
          break two-doors --set key=none           | leaves nothing to take
          litmus                                   | lab litmus needs FILE
          litmus x.litmus --model=power            | model is one of sc, tso, java (got power)
          litmus no-such-file.litmus               | no-such-file.litmus: there is no such file
          report --results=nowhere                 | there is no run in nowhere/runs; lab run counter makes one
          report newest                            | there is no run newest
          report conter                            | there is no run conter; did you mean counter?
          report counter --results=nowhere         | lab run counter makes one
          report --htm=x.html                      | did you mean --html?
          serve                                    | serve comes in a later version
          serve --port=1                           | serve comes in a later version
          completion bash                          | lab completion does not take bash
          """)
  void isAnsweredByOneLine(String typed, String expected) {
    Ran ran = Ran.lab(typed.split(" ", -1));
    assertThat(ran.err()).contains(expected).doesNotContain("lab.input", "Invalid value");
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"drive, counter, --set, start=10", "break, counter, --mode, x", "show, xyz, --, --"})
  void isAnsweredOnStderrUnderJsonToo(String a, String b, String c, String d) {
    List<String> typed =
        List.of(a, b, c, d, "--json").stream().filter(t -> !t.equals("--")).toList();
    Ran ran = Ran.lab(typed.toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
  }
}
