/** Pictures as data: six primitives and eight tones. Rooms describe, renderers draw. */
package lab.stage;
