/** The stress module. */
package lab.stress;
