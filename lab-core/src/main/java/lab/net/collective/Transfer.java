package lab.net.collective;

/**
 * One message: parts of the vector, one behind the other, from one rank to another.
 *
 * @param first the first part, from 0
 * @param parts how many, 1 or more
 * @param combine whether the receiver adds them to its own; otherwise they replace them
 */
public record Transfer(int from, int to, int first, int parts, boolean combine) {}
