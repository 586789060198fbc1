/** How many programs work at the same time, however many wait. */

/** Gives up a place. To call it again does nothing. */
export type GiveUp = () => void;

/** Places for programs that work. One that merely waits gives its place up, so that another can begin. */
export class Places {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  /** @param count programs that may work at the same time */
  constructor(count: number) {
    this.free = count;
  }

  /** Takes a place, as soon as there is one; first come, first served. */
  async take(): Promise<GiveUp> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    };
  }
}
