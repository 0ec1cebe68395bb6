/** {@code lab doctor}: what this machine can show, line by line, and why not the rest. */
package lab.cli.doctor;
