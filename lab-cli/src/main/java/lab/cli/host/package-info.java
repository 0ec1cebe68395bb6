/**
 * The circumstances of every number: what machine this is, how quiet it was, which lab measured.
 */
package lab.cli.host;
