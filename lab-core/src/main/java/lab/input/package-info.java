/**
 * What a person typed and the lab cannot use. Engines and rooms refuse it in the same words, so it
 * lies below both.
 */
package lab.input;
