/** Networks: what this machine's kernel counts, captures and says of our own connections. */
package lab.bench.net;
