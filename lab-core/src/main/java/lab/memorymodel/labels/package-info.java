/** Step labels: how the lines of a program and the accesses of a real class are held together. */
package lab.memorymodel.labels;
