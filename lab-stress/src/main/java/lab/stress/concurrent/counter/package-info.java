/** The counter that ships, and its broken twin, which loses updates. */
package lab.stress.concurrent.counter;
