/*
 * Vyukov's bounded MPMC ring, capacity 2, for Spin: the same machine as lab.bench.explore.VyukovRing,
 * state by state and step by step. Producers and consumers pass messages, all interleavings of single
 * accesses; each access is one transition, together with the local computation after it.
 *
 *   spin -o1 -o2 -DMESSAGES=3 -a vyukov.pml
 *   gcc -O3 -march=native -DBFS -DNOFAIR -DSAFETY -DNOREDUCE -o pan pan.c
 *   ./pan -w25
 *
 * "states, stored" must be what VyukovRingTest pins. -o1 and -o2 switch off that dead and write-only
 * variables are left out, -DNOREDUCE that interleavings are: the lab's explorer does neither. Nobody
 * terminates, for that would be a transition more; everybody waits in a valid end state.
 *
 * PRODUCERS, CONSUMERS (1 or 2) and MESSAGES per producer may be given to spin.
 */
#ifndef PRODUCERS
#define PRODUCERS 2
#endif
#ifndef CONSUMERS
#define CONSUMERS 2
#endif
#ifndef MESSAGES
#define MESSAGES 2
#endif
#define CAPACITY 2
#define TAKEN (PRODUCERS * MESSAGES / CONSUMERS)

byte tail, head;
byte data[CAPACITY];
byte seq[CAPACITY] = { 0, 1 };

active [PRODUCERS] proctype producer() {
  byte pos, sent, s, w;
again:
  pos = tail;
  if
  :: d_step { seq[pos % CAPACITY] == pos -> s = seq[pos % CAPACITY] }
  :: d_step { seq[pos % CAPACITY] != pos -> s = seq[pos % CAPACITY] }; goto again
  fi;
  if
  :: d_step { tail == pos -> w = tail; tail = pos + 1 }
  :: d_step { tail != pos -> w = tail }; goto again
  fi;
  data[pos % CAPACITY] = 1 << (_pid * MESSAGES + sent);
  if
  :: d_step { sent < MESSAGES - 1 -> seq[pos % CAPACITY] = pos + 1; sent++ }; goto again
  :: d_step { sent == MESSAGES - 1 -> seq[pos % CAPACITY] = pos + 1; sent++ }
  fi;
end:
  false
}

active [CONSUMERS] proctype consumer() {
  byte pos, taken, got, s, w;
again:
  pos = head;
  if
  :: d_step { seq[pos % CAPACITY] == pos + 1 -> s = seq[pos % CAPACITY] }
  :: d_step { seq[pos % CAPACITY] != pos + 1 -> s = seq[pos % CAPACITY] }; goto again
  fi;
  if
  :: d_step { head == pos -> w = head; head = pos + 1 }
  :: d_step { head != pos -> w = head }; goto again
  fi;
  got = got + data[pos % CAPACITY];
  if
  :: d_step { taken < TAKEN - 1 -> seq[pos % CAPACITY] = pos + CAPACITY; taken++ }; goto again
  :: d_step { taken == TAKEN - 1 -> seq[pos % CAPACITY] = pos + CAPACITY; taken++ }
  fi;
end:
  false
}
