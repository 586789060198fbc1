/** Choices that a seed determines, on every machine and for ever. */

/**
 * A generator of pseudo-random numbers (sfc32). Its sequence is part of what a seed means: a change
 * of it is a new version of the generator of programs.
 */
export class Random {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  /** @param seed a whole number from 0 to 2^32 - 1 */
  constructor(seed: number) {
    this.c = seed >>> 0;
    for (let mixed = 0; mixed < 12; mixed += 1) this.next();
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) >>> 0;
    this.counter = (this.counter + 1) >>> 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) >>> 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * bound);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability * 0x1_0000_0000;
  }

  /** One of these; there must be one. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("Expected at least one item to pick from");
    return item;
  }

  /** One of these, or undefined where there is none. */
  pickAny<Item>(items: readonly Item[]): Item | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }

  /** One of these, each as likely as its weight says. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let total = 0;
    for (const { weight } of items) total += weight;
    let at = (this.next() / 0x1_0000_0000) * total;
    for (const item of items) {
      at -= item.weight;
      if (at < 0) return item;
    }
    return this.pick(items);
  }

  /** The same items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const all = [...items];
    for (let left = all.length - 1; left > 0; left -= 1) {
      const other = this.below(left + 1);
      [all[left], all[other]] = [all[other] as Item, all[left] as Item];
    }
    return all;
  }
}
