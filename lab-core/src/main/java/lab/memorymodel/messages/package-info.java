/**
 * Memory as messages and views, and the graph of a run. It is used by numbered threads and knows
 * nothing of their code: neither an instruction nor a step. A state is an array of words whose
 * front belongs to the threads.
 *
 * <p>Start with {@link lab.memorymodel.messages.Messages}; {@link lab.memorymodel.messages.Use}
 * says ahead of a run what may happen, from which {@link lab.memorymodel.messages.Traits} follows
 * what has to be kept. {@link lab.memorymodel.messages.RunGraph} adds the axiom that views cannot
 * hold, where volatile accesses meet weaker ones.
 */
package lab.memorymodel.messages;
