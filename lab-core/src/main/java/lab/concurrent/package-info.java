/**
 * Real code for real threads. Knows nothing of machines, programs or rooms: rooms model this code,
 * and share its step labels ({@code // P1}) so that a drift between the two shows.
 */
package lab.concurrent;
