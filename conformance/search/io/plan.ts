/** What a program of input and output does, as a list of steps: what such a program is drawn as, and shrunk by. */
import type { IoTheme, Profile } from "../profile.ts";
import { Random } from "../random.ts";
import type { ChannelKind, Step } from "./channel.ts";
import { CHANNELS } from "./channels.ts";

/** Something that the program talks through: a connection, a socket, a pipe. */
export interface PlannedChannel {
  readonly theme: IoTheme;
  /** Decides between the ways to open it. */
  readonly choice: number;
}

/** One thing that the program does, and waits for the end of. */
export interface PlannedStep extends Step {
  /** Index of the channel. */
  readonly channel: number;
  /** Whether another run begins with it. */
  readonly run: boolean;
}

/** A program as what it does. */
export interface Plan {
  readonly debug: boolean;
  readonly channels: readonly PlannedChannel[];
  readonly steps: readonly PlannedStep[];
}

/** Channels that a program has beside the first one. */
const FURTHER = [0, 0, 0, 1, 1, 2] as const;
/** The most and the least steps: those that a channel is not ready for are left out. */
const STEPS = [3, 11] as const;

/** The plan of a seed. */
export function drawPlan(seed: number, { themes }: Profile): Plan {
  const random = new Random(seed);
  const offered = CHANNELS.filter(({ theme }) => themes.includes(theme));
  const debug = random.chance(0.25);
  const kinds: ChannelKind[] = [];
  for (let left = 1 + random.pick(FURTHER); left > 0; left -= 1) {
    const further = offered.filter((kind) => kind.single !== true || !kinds.includes(kind));
    if (further.length > 0) kinds.push(random.weighted(further));
  }
  const steps = Array.from({ length: random.between(...STEPS) }, (_, index): PlannedStep => {
    const channel = random.below(kinds.length);
    const { steps: possible } = kinds[channel] as ChannelKind;
    return {
      number: index + 1,
      channel,
      kind: random.weighted(possible).kind,
      choice: random.next(),
      run: random.chance(0.08),
    };
  });
  const channels = kinds.map(({ theme }) => ({ theme, choice: random.next() }));
  return { debug, channels, steps };
}

/** Plans with less in them, those with much less first. */
export function* smallerPlans(plan: Plan): Generator<Plan> {
  const { debug, channels, steps } = plan;
  for (const [index] of channels.length > 1 ? channels.entries() : [])
    yield {
      ...plan,
      channels: channels.filter((_, other) => other !== index),
      steps: steps
        .filter(({ channel }) => channel !== index)
        .map((step) => (step.channel > index ? { ...step, channel: step.channel - 1 } : step)),
    };
  for (
    let size = Math.ceil(steps.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let from = 0; from < steps.length; from += size)
      yield { ...plan, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
  if (debug) yield { ...plan, debug: false };
  if (steps.some(({ run }) => run))
    yield { ...plan, steps: steps.map((step) => ({ ...step, run: false })) };
}
