/** {@code lab} alone and {@code lab show}: the catalogue, and what there is to know of a room. */
package lab.cli.show;
