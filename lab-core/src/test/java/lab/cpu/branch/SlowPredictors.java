package lab.cpu.branch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The table predictors a second time, from their papers and with nothing in common with the shipped
 * ones: maps keyed by text, histories as lists, no bit tricks. Slow.
 */
final class SlowPredictors {
  private SlowPredictors() {}

  /** A predictor that is asked and told in one. */
  interface Slow {
    /** Whether it guessed {@code taken}; afterwards it has learned. */
    boolean right(int pc, boolean taken);
  }

  static Slow counters(int bits, int entries, int start) {
    Map<Integer, Integer> table = new HashMap<>();
    int top = bits == 1 ? 1 : 3;
    return (pc, taken) -> {
      int key = pc % entries;
      int count = table.getOrDefault(key, start);
      boolean guess = bits == 1 ? count == 1 : count >= 2;
      table.put(key, taken ? Math.min(top, count + 1) : Math.max(0, count - 1));
      return guess == taken;
    };
  }

  /** {@code beside}: keyed by the pair of address and history; else by the bitwise sum of both. */
  static Slow twoLevel(boolean beside, int indexBits, int historyBits, int start) {
    Map<String, Integer> table = new HashMap<>();
    Deque<Boolean> past = zeros(historyBits);
    return (pc, taken) -> {
      String key = beside ? pair(pc, past, indexBits - historyBits) : mixed(pc, past, indexBits);
      int count = table.getOrDefault(key, start);
      table.put(key, taken ? Math.min(3, count + 1) : Math.max(0, count - 1));
      push(past, taken);
      return count >= 2 == taken;
    };
  }

  private static String pair(int pc, Deque<Boolean> past, int pcBits) {
    return past + "@" + pc % (1 << pcBits);
  }

  private static String mixed(int pc, Deque<Boolean> past, int bits) {
    StringBuilder key = new StringBuilder();
    Iterator<Boolean> newest = past.iterator();
    for (int bit = 0; bit < bits; bit++) {
      boolean ofPc = pc / (1 << bit) % 2 == 1;
      key.append(ofPc != (newest.hasNext() && newest.next()) ? '1' : '0');
    }
    return key.toString();
  }

  static Slow perceptron(int entries, int history) {
    Map<Integer, int[]> weights = new HashMap<>();
    Deque<Boolean> past = zeros(history);
    return (pc, taken) -> {
      int[] w = weights.computeIfAbsent(pc % entries, _ -> new int[history + 1]);
      List<Integer> x = new ArrayList<>(List.of(1));
      past.forEach(bit -> x.add(bit ? 1 : -1));
      int y = 0;
      for (int i = 0; i <= history; i++) {
        y += w[i] * x.get(i);
      }
      int t = taken ? 1 : -1;
      if ((y >= 0) != taken || Math.abs(y) <= (int) Math.floor(1.93 * history + 14)) {
        for (int i = 0; i <= history; i++) {
          w[i] = Math.clamp(w[i] + t * x.get(i), -128, 127);
        }
      }
      push(past, taken);
      return y >= 0 == taken;
    };
  }

  /** An entry of a tagged table. */
  private static final class Entry {
    int tag;
    int counter;
    int useful;
  }

  static Slow tage(int baseBits, int tableBits, int start, int resetBits) {
    int[] lengths = {5, 15, 44, 130};
    Map<Integer, Integer> base = new HashMap<>();
    List<Map<Integer, Entry>> tables = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tables.add(new HashMap<>());
    }
    Deque<Boolean> past = zeros(130);
    long[] clock = {0};
    int[] alternatesLead = {0};
    return (pc, taken) -> {
      List<Boolean> bits = List.copyOf(past);
      int[] index = new int[4];
      int[] tag = new int[4];
      List<Integer> fits = new ArrayList<>();
      for (int i = 3; i >= 0; i--) {
        List<Boolean> seen = bits.subList(0, lengths[i]);
        index[i] = (pc ^ pc / (1 << tableBits) ^ fold(seen, tableBits)) % (1 << tableBits);
        tag[i] = (pc ^ fold(seen, 9) ^ 2 * fold(seen, 8)) % 512;
        Entry entry = tables.get(i).get(index[i]);
        if (entry != null && entry.tag == tag[i]) {
          fits.add(i);
        }
      }
      int plain = base.getOrDefault(pc % (1 << baseBits), start);
      List<Boolean> guesses = new ArrayList<>();
      fits.forEach(i -> guesses.add(tables.get(i).get(index[i]).counter >= 4));
      guesses.add(plain >= 2);
      // A new entry is one whose signed counter is 0 or -1; those of the paper count from -4 to 3.
      boolean young =
          !fits.isEmpty()
              && List.of(0, -1)
                  .contains(tables.get(fits.getFirst()).get(index[fits.getFirst()]).counter - 4);
      boolean guess = guesses.get(young && alternatesLead[0] >= 0 ? 1 : 0);
      if (young && !guesses.get(0).equals(guesses.get(1))) {
        alternatesLead[0] =
            Math.clamp(alternatesLead[0] + (guesses.get(1) == taken ? 1 : -1), -8, 7);
      }
      if (fits.isEmpty()) {
        base.put(pc % (1 << baseBits), Math.clamp(plain + (taken ? 1 : -1), 0, 3));
      } else {
        Entry entry = tables.get(fits.getFirst()).get(index[fits.getFirst()]);
        entry.counter = Math.clamp(entry.counter + (taken ? 1 : -1), 0, 7);
        if (guess != guesses.get(1)) {
          entry.useful = Math.clamp(entry.useful + (guess == taken ? 1 : -1), 0, 3);
        }
      }
      if (guess != taken) {
        allocate(tables, index, tag, fits.isEmpty() ? 0 : fits.getFirst() + 1, taken);
      }
      push(past, taken);
      if (++clock[0] % (1 << resetBits) == 0) {
        boolean high = clock[0] / (1 << resetBits) % 2 == 1;
        tables.forEach(t -> t.values().forEach(e -> e.useful &= high ? 1 : 2));
      }
      return guess == taken;
    };
  }

  private static void allocate(
      List<Map<Integer, Entry>> tables, int[] index, int[] tag, int from, boolean taken) {
    for (int i = from; i < 4; i++) {
      Entry there = tables.get(i).get(index[i]);
      if (there == null || there.useful == 0) {
        Entry entry = new Entry();
        entry.tag = tag[i];
        entry.counter = taken ? 4 : 3;
        tables.get(i).put(index[i], entry);
        return;
      }
    }
    for (int i = from; i < 4; i++) {
      tables.get(i).get(index[i]).useful--;
    }
  }

  /** Bit by bit: the j-th newest outcome lands in bit j mod width. */
  private static int fold(List<Boolean> outcomes, int width) {
    int folded = 0;
    for (int j = 0; j < outcomes.size(); j++) {
      if (outcomes.get(j)) {
        folded ^= 1 << j % width;
      }
    }
    return folded;
  }

  private static Deque<Boolean> zeros(int length) {
    Deque<Boolean> past = new ArrayDeque<>();
    for (int i = 0; i < length; i++) {
      past.add(false);
    }
    return past;
  }

  /** The newest comes first. */
  private static void push(Deque<Boolean> past, boolean taken) {
    if (!past.isEmpty()) {
      past.removeLast();
      past.addFirst(taken);
    }
  }
}
