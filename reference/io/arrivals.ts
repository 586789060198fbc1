/** Pieces of this size and less are cut from blocks: to make memory for each would cost more. */
const SMALL = 4 * 1024;
const BLOCK = 32 * 1024;

/**
 * Everything that arrives is read to here first. One for all descriptors of a thread, which are
 * read one after the other: large enough for what a socket holds, and no memory for idle ones.
 */
export const arrivals = Buffer.allocUnsafeSlow(256 * 1024);

let arrived = arrivals;
let block = Buffer.allocUnsafeSlow(BLOCK);
let used = 0;

/**
 * A copy of what was read, which nobody else has. It keeps a block alive at most.
 *
 * @param size number of bytes at the beginning of {@link arrivals}
 */
export function takeArrivals(size: number): Buffer {
  // The same size comes again and again: the view of the last time serves again.
  if (arrived.length !== size) arrived = arrivals.subarray(0, size);
  if (size > SMALL) return Buffer.from(arrived);
  if (used + size > BLOCK) {
    block = Buffer.allocUnsafeSlow(BLOCK);
    used = 0;
  }
  const copy = block.subarray(used, used + size);
  copy.set(arrived);
  used += size;
  return copy;
}
