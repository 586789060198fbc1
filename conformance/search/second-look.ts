/** Second looks at what differs: in processes that have run nothing else, and on the interpreter's own asyncio. */
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Clock, HelloReply } from "../execution/protocol.ts";
import type { Program } from "../language/case.ts";
import { type Difference, differenceOf, isSeen, type Sighting, shapeOf } from "./compare.ts";
import { controlOf } from "./control.ts";
import { Peer } from "./peer.ts";

/** What is looked at, and how. */
export interface SecondLookOptions {
  readonly implementation: Implementation;
  readonly greeting: HelloReply;
  readonly clock: Clock;
  /** How time passes for the interpreter's own asyncio. */
  readonly controlClock: Clock;
  readonly limits: { readonly timeout: number; readonly startTimeout: number };
}

/** Second looks for several followers. Its drivers start when they are needed. */
export class SecondLook {
  /**
   * A process of which each program is run in a fork. It runs none itself, so a fork of it is as good as a fresh process,
   * and takes a tenth of the time. None where the driver cannot fork.
   */
  private readonly forked: Peer | undefined;
  private readonly control: Peer | undefined;

  constructor({ implementation, greeting, clock, controlClock, limits }: SecondLookOptions) {
    const forks = greeting.capabilities.includes("fork");
    this.forked = forks ? new Peer(implementation.command, { ...limits, clock }) : undefined;
    const control = controlOf(implementation);
    this.control = control && new Peer(control.command, { ...limits, clock: controlClock });
  }

  /** Whether there is an asyncio to compare with. */
  get hasControl(): boolean {
    return this.control !== undefined;
  }

  /**
   * What a process shows of the program that has run nothing else.
   *
   * @param peer where the driver cannot fork, its process is replaced
   */
  fresh(program: Program, peer: Peer): Promise<Sighting> {
    if (this.forked === undefined) peer.renew();
    return this.again(program, peer);
  }

  /** The same, but where the driver cannot fork, in the process that there is. */
  private again(program: Program, peer: Peer): Promise<Sighting> {
    return this.forked?.observe(program, true) ?? peer.observe(program);
  }

  /** Whether the same difference shows itself so many times more. */
  async confirms(
    program: Program,
    expected: Sighting,
    difference: Difference,
    times: number,
    peer: Peer,
  ): Promise<boolean> {
    const shape = shapeOf(difference);
    for (let left = times; left > 0; left -= 1) {
      const got = await this.again(program, peer);
      const again = isSeen(got) ? differenceOf(expected, got) : undefined;
      if (again === undefined || shapeOf(again) !== shape) return false;
    }
    return true;
  }

  /** In what the interpreter's own asyncio differs, too. */
  async controlDifference(program: Program, expected: Sighting): Promise<Difference | undefined> {
    if (this.control === undefined) return undefined;
    return differenceOf(expected, await this.control.observe(program));
  }

  /** Ends its drivers. */
  async end(): Promise<void> {
    await Promise.all([this.forked?.end(), this.control?.end()]);
  }

  /** Ends them at once. */
  interrupt(): void {
    this.forked?.interrupt();
    this.control?.interrupt();
  }
}
