/** Two threads add to the counter that ships, and to a field that is read and written apart. */
package lab.stress.memory.cas;
