/**
 * The circumstances of every number: what machine this is, how quiet it was, which lab measured;
 * and {@code lab doctor}, which says what this machine can show and why not the rest.
 */
package lab.cli.host;
