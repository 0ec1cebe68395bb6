/** One variable that is written and read twice: does what is read go back in time? */
package lab.stress.cpu.mesi;
