/** What the search finds of faults that are known to be there: loops that are wrong on purpose, put to the same programs. */
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Clock } from "../execution/protocol.ts";
import { type Difference, differenceOf } from "./compare.ts";
import { type Expecting, VirtualExpecting } from "./expecting.ts";
import type { Draw } from "./following.ts";
import { generateProgram } from "./generate.ts";
import { IoExpecting } from "./io/expecting.ts";
import { Peer, type PeerOptions } from "./peer.ts";
import { isOfIo, offeredBy, type Profile } from "./profile.ts";

/** How programs are drawn and run for a measurement. */
export interface PowerOptions extends Omit<PeerOptions, "clock"> {
  readonly profile: Profile;
  /** The first seed. */
  readonly seed: number;
}

/**
 * Programs on which the oracle and the interpreter's own asyncio agree: drawn when the first loop asks for them, and the
 * same for all.
 */
export class AgreedPrograms {
  private readonly options: PowerOptions;
  private readonly control: Peer;
  private readonly expecting: Expecting;
  private readonly agreed: Draw[] = [];
  private next: number;
  private profile: Profile | undefined;
  private drawing: Promise<void> = Promise.resolve();

  /** @param asyncio the loop of the interpreter that the others run in */
  constructor(asyncio: Implementation, options: PowerOptions) {
    this.options = options;
    this.next = options.seed;
    this.control = new Peer(asyncio.command, { ...options, clock: this.clock });
    this.expecting = isOfIo(options.profile)
      ? new IoExpecting(asyncio, options)
      : new VirtualExpecting(this.clock);
  }

  /** How time passes for the programs. */
  get clock(): Clock {
    return this.options.profile.clock;
  }

  /** The program of that number; the first is 0. */
  async at(index: number): Promise<Draw> {
    for (;;) {
      const found = this.agreed[index];
      if (found !== undefined) return found;
      // One draws at a time: what others wait for is what it finds.
      this.drawing = this.drawing.then(() =>
        this.agreed.length > index ? undefined : this.drawOne(),
      );
      await this.drawing;
    }
  }

  private async drawOne(): Promise<void> {
    this.profile ??= await this.offered();
    const seed = this.next;
    this.next = (seed + 1) >>> 0;
    const program = generateProgram(seed, this.profile);
    const expected = await this.expecting.ask(program);
    if (typeof expected === "string") return;
    if (differenceOf(expected, await this.control.observe(program)) === undefined)
      this.agreed.push({ seed, program, expected });
  }

  private async offered(): Promise<Profile> {
    const profile = offeredBy(this.options.profile, await this.control.hello());
    return this.expecting.begin(profile);
  }

  /** Ends the drivers of the control and of the oracle. */
  async end(): Promise<void> {
    await Promise.all([this.control.end(), this.expecting.end()]);
  }
}

/** How a loop came off. */
export interface Pursuit {
  /** The program that gave it away, and in what; undefined where none did. */
  readonly killed?: { readonly seed: number; readonly difference: Difference };
  /** Programs that it ran. */
  readonly programs: number;
  /** Seconds that its driver took for them. */
  readonly seconds: number;
}

/**
 * Puts programs to a loop until one gives it away, twice, or the loop's driver has spent the seconds.
 *
 * @throws DriverFault if its driver cannot be started
 */
export async function pursue(
  implementation: Implementation,
  programs: AgreedPrograms,
  { seconds, ...options }: Omit<PeerOptions, "clock"> & { readonly seconds: number },
): Promise<Pursuit> {
  const peer = new Peer(implementation.command, { ...options, clock: programs.clock });
  let spent = 0;
  let run = 0;
  const timed = async ({ program, expected }: Draw): Promise<Difference | undefined> => {
    const before = performance.now();
    const got = await peer.observe(program);
    spent += (performance.now() - before) / 1000;
    return got.outcome === "unsupported" ? undefined : differenceOf(expected, got);
  };
  try {
    await peer.hello();
    while (spent < seconds) {
      const draw = await programs.at(run);
      run += 1;
      const difference = await timed(draw);
      if (difference === undefined || (await timed(draw)) === undefined) continue;
      return { killed: { seed: draw.seed, difference }, programs: run, seconds: spent };
    }
    return { programs: run, seconds: spent };
  } finally {
    await peer.end();
  }
}
