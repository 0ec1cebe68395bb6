/** A message on its way down six layers, over a wire and up again; see {@code room.md}. */
package lab.experiments.net.encapsulation;
