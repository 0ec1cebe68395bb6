/** Pictures as data: seven primitives, places and eight tones. Rooms describe, renderers draw. */
package lab.stage;
