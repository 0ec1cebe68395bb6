package lab.net.tcp.world;

/**
 * A move that somebody may expect and that cannot be made now.
 *
 * @param reason a few words or a sentence without a full stop
 */
public record Refused(Move move, String reason) {}
