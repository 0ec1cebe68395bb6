/** Two threads add to the counter that ships, and to its broken twin, which loses additions. */
package lab.stress.memory.cas;
