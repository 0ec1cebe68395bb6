/** {@code lab litmus}: what each model allows of a person's own tests. */
package lab.cli.litmus;
