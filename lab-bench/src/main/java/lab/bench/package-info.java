/** The bench module. */
package lab.bench;
