/**
 * The rings that ship, where they could go wrong: publication, the end of a lap, full against
 * empty, two producers on one slot. Beside them their broken twins, which show what the shipped
 * ones never may.
 */
package lab.stress.concurrent.ring;
