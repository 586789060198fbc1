/** Follows up differences, so many at a time: each follower has drivers of its own. */
import type { Following } from "./following.ts";
import type { Suspicion } from "./jobs/job.ts";

/** Who follows up; the first that is free takes the next difference. */
export class Followers {
  private readonly all: readonly Following[];
  private readonly free: Following[];
  private readonly waiting: ((free: Following) => void)[] = [];

  constructor(all: readonly Following[]) {
    this.all = all;
    this.free = [...all];
  }

  /** Follows up a difference to its end. */
  async follow({ draw, got }: Suspicion): Promise<void> {
    const follower = this.free.pop() ?? (await this.nextFree());
    try {
      await follower.follow(draw, got);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free.push(follower);
      else next(follower);
    }
  }

  private nextFree(): Promise<Following> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Ends their drivers. */
  async end(): Promise<void> {
    await Promise.all(this.all.map((follower) => follower.end()));
  }

  /** Ends them at once. */
  interrupt(): void {
    for (const follower of this.all) follower.interrupt();
  }
}
