package lab.bench.net.handshake.tun;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Event;
import lab.net.tcp.Stack;

/**
 * A scenario as a value: what is called, lost and sent by strangers, in order.
 *
 * @param name in plain words
 */
record Script(String name, List<Step> steps) {
  /** Our first initial sequence number: far from 0, so that older ones are there. */
  static final long ISS = 1_000_000;

  Script {
    steps = List.copyOf(steps);
  }

  static Script of(String name) {
    return new Script(name, List.of());
  }

  Script then(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Script(name, more);
  }

  Script connect() {
    return then(new Step.Ours(new Event.ActiveOpen(ISS)));
  }

  Script listen() {
    return then(new Step.Ours(new Event.PassiveOpen(ISS)));
  }

  Script send(int octets) {
    return then(new Step.Ours(new Event.Send(octets)));
  }

  Script close() {
    return then(new Step.Ours(new Event.Close()));
  }

  Script retransmit() {
    return then(new Step.Ours(new Event.RetransmissionTimeout()));
  }

  Script kernel(Call call) {
    return then(new Step.Theirs(call, 0));
  }

  Script kernelSends(int octets) {
    return then(new Step.Theirs(Call.SEND, octets));
  }

  Script crafted(Craft craft) {
    return then(new Step.Crafted(craft));
  }

  Script kernelWaits() {
    return then(new Step.Wait());
  }

  Script crash() {
    return then(new Step.Crash());
  }

  Script hold() {
    return then(new Step.Hold());
  }

  Script release() {
    return then(new Step.Release());
  }

  Script lose() {
    return then(new Step.Lose());
  }

  /** Linux's user closes in two ways, the model's in one of them. */
  Stack stack() {
    return steps.contains(new Step.Theirs(Call.SHUT_DOWN, 0)) ? Stack.LINUX_SHUT_DOWN : Stack.LINUX;
  }

  /** We connect to a listener of the kernel's. */
  static Script called(String name) {
    return of(name).kernel(Call.LISTEN).connect();
  }

  /** The kernel connects to a listener of ours. */
  static Script calling(String name) {
    return of(name).listen().kernel(Call.CONNECT);
  }
}
