/** What the channels of a program have in common. */
import type { ProgramFunction } from "../../language/case.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";
import type { IoTheme } from "../profile.ts";
import { Random } from "../random.ts";

/** Parts of a program that channels bring along. */
export class Parts {
  readonly fns = new Map<string, ProgramFunction>();
  readonly protocols = new Map<string, ProgramProtocol>();
  /** What main does before the first run. */
  readonly before: Operation[] = [];
}

/** A step, apart from the channel that takes it. */
export interface Step {
  /** Names what belongs to the step; it keeps its number when others are taken away. */
  readonly number: number;
  readonly kind: string;
  /** Decides what the kind leaves open: lengths, methods. */
  readonly choice: number;
}

/** A channel of a program: what the program writes down does not depend on who is faster. */
export interface Channel {
  /** Opens it, in a coroutine. */
  readonly open: readonly Operation[];
  /**
   * What a step does, in a coroutine that waits for its end; undefined where the channel is past it.
   *
   * @param random what the step leaves open
   * @param number tells names and data of one step from another's
   */
  readonly steps: {
    readonly [kind: string]: (random: Random, number: number) => readonly Operation[] | undefined;
  };
  /** Ends what is still open, and waits for its end. */
  close(): readonly Operation[];
}

/** A sort of channel. */
export interface ChannelKind {
  readonly theme: IoTheme;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** Whether a program has at most one: it is about the loop, or the process, as a whole. */
  readonly single?: boolean;
  /** The kinds of its steps. */
  readonly steps: readonly { readonly kind: string; readonly weight: number }[];
  /**
   * Makes one.
   *
   * @param name tells its names from another channel's
   * @param random what opening it leaves open
   */
  make(parts: Parts, name: number, random: Random): Channel;
}

/** Kinds of steps from a list: those that are named more than once are drawn more often. */
export const kinds = (list: string): ChannelKind["steps"] => {
  const weights = new Map<string, number>();
  for (const kind of list.split(" ")) weights.set(kind, (weights.get(kind) ?? 0) + 1);
  return [...weights].map(([kind, weight]) => ({ kind, weight }));
};

/** Takes a step of a plan. */
export const taken = (
  channel: Channel,
  { kind, choice, number }: Step,
): readonly Operation[] | undefined => channel.steps[kind]?.(new Random(choice), number);
