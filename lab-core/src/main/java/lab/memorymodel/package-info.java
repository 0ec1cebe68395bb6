/**
 * Programs over shared memory, and the memory models they run under: {@code sc}, {@code tso} and an
 * RC11-style {@code java}.
 */
package lab.memorymodel;
