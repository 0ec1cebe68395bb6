/** The list of rooms, in reading order, and nothing else. */
package lab.catalog;
