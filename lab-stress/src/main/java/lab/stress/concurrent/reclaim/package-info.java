/** Pin against retire, with the fence on either side, and the broken twin that has none. */
package lab.stress.concurrent.reclaim;
