package lab.cpu.coherence;

import static lab.cpu.coherence.LineState.EXCLUSIVE;
import static lab.cpu.coherence.LineState.FORWARD;
import static lab.cpu.coherence.LineState.INVALID;
import static lab.cpu.coherence.LineState.MODIFIED;
import static lab.cpu.coherence.LineState.OWNED;
import static lab.cpu.coherence.LineState.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CoherenceTest {
  /** A line and what was written last into each word of it. */
  private record World(CoherentLine line, Words newest) {}

  private record Reached(Set<World> worlds, long transitions) {}

  private interface Check {
    void step(World before, int core, Transaction did, World after);
  }

  /** Every world that reads, writes and evictions lead to, until a word was written so often. */
  private static Reached reach(Coherence rules, int cores, int words, int writes, Check check) {
    World start = new World(CoherentLine.inMemory(cores), Words.NEVER_WRITTEN);
    Set<World> seen = new LinkedHashSet<>(List.of(start));
    Deque<World> open = new ArrayDeque<>(seen);
    long transitions = 0;
    while (!open.isEmpty()) {
      World at = open.remove();
      for (int core = 0; core < cores; core++) {
        List<World> nexts = new ArrayList<>();
        Transaction read = rules.read(at.line(), core);
        nexts.add(new World(read.after(), at.newest()));
        check.step(at, core, read, nexts.getLast());
        for (int word = 0; word < words; word++) {
          // Without data, every write leaves the word as it was.
          int value = writes == 0 ? 0 : at.newest().word(word) + 1;
          if (value <= writes) {
            Transaction write = rules.write(at.line(), core, word, value);
            nexts.add(new World(write.after(), at.newest().with(word, value)));
            check.step(at, core, write, nexts.getLast());
          }
        }
        if (at.line().copy(core).valid()) {
          Transaction evict = rules.evict(at.line(), core);
          nexts.add(new World(evict.after(), at.newest()));
          check.step(at, core, evict, nexts.getLast());
        }
        transitions += nexts.size();
        for (World next : nexts) {
          if (seen.add(next)) {
            open.add(next);
          }
        }
      }
    }
    return new Reached(seen, transitions);
  }

  private static final Check NONE = (before, core, did, after) -> {};

  /** A state too many is one that cannot be, one too few a transition that is missing. */
  @ParameterizedTest
  @CsvSource({
    "MESI, 2, 8, 40",
    "MESI, 3, 14, 102",
    "MESI, 4, 24, 232",
    "MOESI, 2, 12, 62",
    "MOESI, 3, 26, 198",
    "MOESI, 4, 56, 568",
    "MESIF, 2, 11, 56",
    "MESIF, 3, 25, 189",
    "MESIF, 4, 55, 556",
  })
  void reachableStatesAndTransitionsAreTheClosedForms(
      Protocol protocol, int n, int states, int transitions) {
    for (Supply supply : Supply.values()) {
      Reached reached = reach(new Coherence(protocol, supply), n, 1, 0, NONE);
      assertThat(reached.worlds()).as(supply.name()).hasSize(states);
      assertThat(reached.transitions()).as(supply.name()).isEqualTo(transitions);
    }
    int more =
        switch (protocol) {
          case MESI -> 0;
          case MOESI -> n * (1 << (n - 1));
          case MESIF -> n * (1 << (n - 1)) - 1;
        };
    assertThat(states).isEqualTo(2 * n + (1 << n) + more);
  }

  record Case(Protocol protocol, Supply supply, int cores, int words) {}

  static Stream<Case> cases() {
    return Stream.of(Protocol.values())
        .flatMap(p ->
            Stream.of(Supply.values())
                .flatMap(s ->
                    Stream.of(
                        new Case(p, s, 2, 1),
                        new Case(p, s, 3, 1),
                        new Case(p, s, 4, 1),
                        new Case(p, s, 2, 2),
                        new Case(p, s, 3, 2))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theInvariantsHoldInEveryState(Case c) {
    Coherence rules = new Coherence(c.protocol(), c.supply());
    int[] hits = new int[1];
    Reached reached =
        reach(
            rules,
            c.cores(),
            c.words(),
            2,
            (before, core, did, after) -> {
              hits[0] += did.request().isEmpty() ? 1 : 0;
              if (did.transfer()) {
                assertThat(before.line().copy(did.supplier()).words()).isEqualTo(before.newest());
              }
              if (did.after().copy(core).valid()) {
                assertThat(did.after().copy(core).words()).isEqualTo(after.newest());
              }
            });
    reached.worlds().forEach(w -> holds(c.protocol(), w));
    assertThat(hits[0]).isPositive();
    assertThat(reached.worlds()).anyMatch(w -> w.line().valid() == c.cores());
  }

  private static void holds(Protocol protocol, World w) {
    CoherentLine line = w.line();
    assertThat(line.singleWriter()).isTrue();
    int alone = line.count(MODIFIED) + line.count(EXCLUSIVE);
    assertThat(alone).isLessThanOrEqualTo(1);
    assertThat(line.count(OWNED)).isLessThanOrEqualTo(protocol == Protocol.MOESI ? 1 : 0);
    assertThat(line.count(FORWARD)).isLessThanOrEqualTo(protocol == Protocol.MESIF ? 1 : 0);
    // Every write changed the word, so memory is behind exactly while somebody owns the line.
    assertThat(line.owned()).isEqualTo(!line.memory().equals(w.newest()));
    for (Copy copy : line.copies()) {
      if (copy.valid()) {
        assertThat(copy.words()).isEqualTo(w.newest());
        assertThat(copy.words().equals(line.memory())).isEqualTo(!line.owned());
      }
    }
  }

  /** A read returns the last write in the order of the bus, over long generated runs. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aReadReturnsTheLastWrite(Protocol protocol) {
    Random random = new Random(13);
    for (Supply supply : Supply.values()) {
      Coherence rules = new Coherence(protocol, supply);
      CoherentLine line = CoherentLine.inMemory(4);
      Words newest = Words.NEVER_WRITTEN;
      for (int i = 0; i < 20_000; i++) {
        int core = random.nextInt(4);
        int word = random.nextInt(2);
        switch (random.nextInt(3)) {
          case 0 -> {
            line = rules.read(line, core).after();
            assertThat(line.copy(core).words()).isEqualTo(newest);
          }
          case 1 -> {
            newest = newest.with(word, i + 1);
            line = rules.write(line, core, word, i + 1).after();
          }
          default -> line = line.copy(core).valid() ? rules.evict(line, core).after() : line;
        }
        holds(protocol, new World(line, newest));
      }
    }
  }

  /** The table of the package, a row for each line of it. */
  @ParameterizedTest
  @CsvSource({
    "MESI, INVALID INVALID, read, BusRd, EXCLUSIVE INVALID, memory, false",
    "MESI, INVALID EXCLUSIVE, read, BusRd, SHARED SHARED, B, false",
    "MESI, INVALID MODIFIED, read, BusRd, SHARED SHARED, B, true",
    "MESI, INVALID SHARED, read, BusRd, SHARED SHARED, memory, false",
    "MESI, EXCLUSIVE INVALID, write, silent, MODIFIED INVALID, nobody, false",
    "MESI, SHARED SHARED, write, BusUpgr, MODIFIED INVALID, nobody, false",
    "MESI, INVALID EXCLUSIVE, write, BusRdX, MODIFIED INVALID, B, false",
    "MESI, INVALID MODIFIED, write, BusRdX, MODIFIED INVALID, B, false",
    "MESI, INVALID SHARED, write, BusRdX, MODIFIED INVALID, memory, false",
    "MESI, MODIFIED INVALID, evict, WB, INVALID INVALID, nobody, true",
    "MESI, SHARED SHARED, evict, silent, INVALID SHARED, nobody, false",
    "MOESI, INVALID MODIFIED, read, BusRd, SHARED OWNED, B, false",
    "MOESI, INVALID OWNED, read, BusRd, SHARED OWNED, B, false",
    "MOESI, SHARED OWNED, write, BusUpgr, MODIFIED INVALID, nobody, false",
    "MOESI, OWNED SHARED, write, BusUpgr, MODIFIED INVALID, nobody, false",
    "MOESI, INVALID OWNED, write, BusRdX, MODIFIED INVALID, B, false",
    "MOESI, OWNED SHARED, evict, WB, INVALID SHARED, nobody, true",
    "MESIF, INVALID EXCLUSIVE, read, BusRd, FORWARD SHARED, B, false",
    "MESIF, INVALID FORWARD, read, BusRd, FORWARD SHARED, B, false",
    "MESIF, INVALID MODIFIED, read, BusRd, FORWARD SHARED, B, true",
    "MESIF, INVALID SHARED, read, BusRd, FORWARD SHARED, memory, false",
    "MESIF, INVALID FORWARD, write, BusRdX, MODIFIED INVALID, B, false",
    "MESIF, FORWARD INVALID, evict, silent, INVALID INVALID, nobody, false",
  })
  void theTable(
      Protocol protocol,
      String before,
      String does,
      String says,
      String after,
      String sender,
      boolean memory) {
    Transaction t = act(new Coherence(protocol, Supply.EXCLUSIVE), does, line(before));
    assertThat(t.request().map(BusRequest::word).orElse("silent")).isEqualTo(says);
    assertThat(t.after().state(0) + " " + t.after().state(1)).isEqualTo(after);
    assertThat(t.supplier())
        .isEqualTo(
            switch (sender) {
              case "memory" -> Transaction.MEMORY;
              case "B" -> 1;
              default -> Transaction.NOBODY;
            });
    assertThat(t.memoryWritten()).isEqualTo(memory);
  }

  private static Transaction act(Coherence rules, String does, CoherentLine line) {
    return switch (does) {
      case "read" -> rules.read(line, 0);
      case "write" -> rules.write(line, 0, 0, 1);
      default -> rules.evict(line, 0);
    };
  }

  private static CoherentLine line(String states) {
    List<Copy> copies =
        Stream.of(states.split(" "))
            .map(s -> new Copy(LineState.valueOf(s), Words.NEVER_WRITTEN))
            .toList();
    return new CoherentLine(copies, Words.NEVER_WRITTEN);
  }

  /** Who answers a read of a clean line is an option, and the states are the same. */
  @ParameterizedTest
  @CsvSource({
    "MEMORY, INVALID EXCLUSIVE, -2",
    "MEMORY, INVALID SHARED, -2",
    "MEMORY, INVALID MODIFIED, 1",
    "EXCLUSIVE, INVALID EXCLUSIVE, 1",
    "EXCLUSIVE, INVALID SHARED, -2",
    "ANY, INVALID SHARED, 1",
  })
  void whoAnswersAReadOfACleanLine(Supply supply, String before, int sender) {
    assertThat(new Coherence(Protocol.MESI, supply).read(line(before), 0).supplier())
        .isEqualTo(sender);
  }

  @Test
  void ofSeveralSharersTheFirstAnswers() {
    Coherence illinois = new Coherence(Protocol.MESI, Supply.ANY);
    CoherentLine shared = line("SHARED INVALID SHARED");
    assertThat(illinois.read(shared, 1).supplier()).isZero();
    assertThat(illinois.write(shared, 1, 0, 1).supplier()).isZero();
  }

  /** Each fault breaks an invariant that the sound rules keep. */
  @Test
  void faultsAreSeen() {
    Coherence deaf = new Coherence(Protocol.MESI, Supply.EXCLUSIVE, Fault.NO_INVALIDATION);
    assertThat(reach(deaf, 2, 1, 2, NONE).worlds()).anyMatch(w -> !w.line().singleWriter());
    Coherence forgetful =
        new Coherence(Protocol.MOESI, Supply.EXCLUSIVE, Fault.FORGOTTEN_WRITE_BACK);
    assertThat(reach(forgetful, 2, 1, 2, NONE).worlds())
        .anyMatch(w -> !w.line().owned() && !w.line().memory().equals(w.newest()))
        .allMatch(w -> w.line().singleWriter());
  }

  /** Two writers that take turns send the line with every write; alone, with none. */
  @ParameterizedTest
  @CsvSource({"1, 47", "2, 23", "11, 4", "24, 1", "48, 0"})
  void aLineIsSentOnceABurst(int burst, int transfers) {
    for (Protocol protocol : Protocol.values()) {
      Coherence rules = new Coherence(protocol, Supply.EXCLUSIVE);
      CoherentLine line = CoherentLine.inMemory(2);
      int sent = 0;
      for (int i = 0; i < 48; i++) {
        Transaction t = rules.write(line, i / burst % 2, i / burst % 2, i);
        sent += t.transfer() ? 1 : 0;
        line = t.after();
      }
      assertThat(sent).isEqualTo(transfers);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Coherence rules = new Coherence(Protocol.MESI, Supply.EXCLUSIVE);
    assertThatThrownBy(() -> rules.evict(CoherentLine.inMemory(2), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got none");
    assertThatThrownBy(() -> CoherentLine.inMemory(5)).hasMessage("cores are 2..4 (got 5)");
    assertThatThrownBy(() -> CoherentLine.inMemory(1)).hasMessage("cores are 2..4 (got 1)");
    assertThatThrownBy(() -> new Copy(INVALID, new Words(1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Coherence.request(line("SHARED SHARED"), 0, true)).contains(BusRequest.UPGRADE);
    assertThat(Coherence.request(line("SHARED SHARED"), 0, false)).isEqualTo(Optional.empty());
    assertThat(SHARED.alone()).isFalse();
  }
}
