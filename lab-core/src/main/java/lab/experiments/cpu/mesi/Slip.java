package lab.experiments.cpu.mesi;

/** What a cache controller gets wrong besides invalidation. */
enum Slip {
  NONE,
  /** A dirty copy is given up like a clean one. */
  FORGOTTEN_WRITE_BACK,
  /** An upgrade goes on although another core's came first and took the copy. */
  LOST_UPGRADE
}
