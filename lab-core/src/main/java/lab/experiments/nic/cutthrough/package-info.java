/**
 * <strong>The question.</strong> May a NIC begin to send a frame that it does not have yet?
 *
 * <p><strong>What to predict.</strong> A frame of 14 chunks crosses PCIe, a chunk a tick. When is
 * its first bit on the wire if the NIC waits for the whole frame? When, if it starts after one
 * chunk? How many times sooner is that, by the clock, and counted in chunks waited for? And what
 * becomes of the frame if the wire is twice as fast as PCIe, or the core is descheduled in the
 * middle?
 *
 * <p><strong>What is modelled.</strong> A tick moves up to {@code pcieRate} chunks to the NIC and,
 * once the NIC has begun, {@code wireRate} chunks out. It begins in the tick after {@code
 * startAfter} chunks are in; storing, after all are. A frame that has begun cannot pause: if the
 * wire wants a chunk that is not in by the end of the tick, the frame ends there with a wrong FCS,
 * <em>poisoned</em>, and the receiver discards it. For that case the core posts a fallback
 * descriptor behind every frame; the NIC drops it after a success, and after a poisoned frame
 * fetches the frame by DMA and sends it whole. {@code fallback=off} forgets to post it, {@code
 * always} is a NIC that does not drop it. {@code core.stall} may come once, at any time.
 *
 * <p>With F chunks, rates Rp and Rw and a start after T of them: at constant rates the wire never
 * runs dry exactly if T &gt;= F (1 - Rp/Rw).
 *
 * <p><strong>What is not.</strong> Bytes within a chunk; the other reasons for which CTPIO fails
 * (overflow, timeout, writes out of order, a busy queue); the mode in which poison never reaches
 * the wire; what comes after the frame. When CTPIO may be used at all is in the room {@code
 * send-path}.
 *
 * <p><strong>Sources.</strong> Xilinx-CNS/onload: the ef_vi user guide on CTPIO, {@code
 * opts_netif_def.h} (modes and thresholds), issue 241 (a fallback copy that did not arrive); the
 * Linux driver sfc, {@code ef10.c} (counters of CTPIO's outcomes). The host's part is a relay
 * between TCP sockets: P. Kermani and L. Kleinrock, "Virtual cut-through", Computer Networks 1979.
 */
package lab.experiments.nic.cutthrough;
