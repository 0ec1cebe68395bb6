/** What a simulated packet costs. */
package lab.bench.net.sim;
