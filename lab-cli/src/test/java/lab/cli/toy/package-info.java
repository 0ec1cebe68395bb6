/** Small experiments with known answers, on which the command line is tested. */
package lab.cli.toy;
