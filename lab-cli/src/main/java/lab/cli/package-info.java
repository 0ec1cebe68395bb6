/** The cli module. */
package lab.cli;
