/**
 * Driving an experiment step by step.
 *
 * <p>{@link lab.cli.drive.DriveSession} knows everything that can be done and nothing of how it is
 * typed; the shells around it, one for single keys and one for lines, only translate.
 */
package lab.cli.drive;
