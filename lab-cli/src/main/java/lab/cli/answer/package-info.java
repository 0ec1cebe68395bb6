/**
 * Answers as values: what a model or this machine said, free of how it was asked and how it is
 * shown. What is printed, kept, read back and compared is made of these.
 */
package lab.cli.answer;
