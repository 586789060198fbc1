/** Follows up differences, several at a time. */
import { Following, type Seeker } from "./following.ts";
import type { Suspicion } from "./jobs/job.ts";
import { Peer } from "./peer.ts";
import { SecondLook } from "./second-look.ts";

/** Followers for each job. On a real clock most of their time goes by while programs wait. */
const FOR_A_JOB = { virtual: 1, real: 3 } as const;

/** Who follows up; the first that is free takes the next difference. */
export class Followers {
  private readonly all: readonly Following[];
  private readonly free: Following[];
  private readonly waiting: ((free: Following) => void)[] = [];
  private readonly looks: readonly SecondLook[];

  /** @param first a loop for one of them */
  constructor(search: Seeker, jobs: number, first: Peer) {
    const { implementation, clock, limits } = search;
    this.looks = Array.from({ length: jobs }, () => new SecondLook(search));
    this.all = Array.from({ length: jobs * FOR_A_JOB[clock] }, (_, index) => {
      const peer = index === 0 ? first : new Peer(implementation.command, { ...limits, clock });
      return new Following(search, peer, this.looks[index % jobs] as SecondLook);
    });
    this.free = [...this.all].reverse();
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
    await Promise.all([...this.all, ...this.looks].map((each) => each.end()));
  }

  /** Ends them at once. */
  interrupt(): void {
    for (const each of [...this.all, ...this.looks]) each.interrupt();
  }
}
