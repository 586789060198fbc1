/** Programs of input and output: drawn as plans, shrunk as plans, run as programs. */
import { call, coroutine, log, quiet } from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import { runUntilComplete, setDebug } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { Profile } from "../profile.ts";
import { Random } from "../random.ts";
import { Parts, taken } from "./channel.ts";
import { CHANNELS } from "./channels.ts";
import { drawPlan, type Plan, type PlannedStep, smallerPlans } from "./plan.ts";

/** The plans of programs, for those who make them smaller. */
const plans = new WeakMap<Program, Plan>();

/** The program of a seed, for a profile of input and output. */
export const generateIoProgram = (seed: number, profile: Profile): Program =>
  programOf(drawPlan(seed, profile));

/** The program that does what a plan says: what one step waits for, no other one is the cause of. */
export function programOf(plan: Plan): Program {
  const parts = new Parts();
  const channels = plan.channels.map(({ theme, choice }, index) => {
    const kind = CHANNELS.find((each) => each.theme === theme);
    if (kind === undefined) throw new RangeError(`no channel is of the sort ${theme}`);
    return kind.make(parts, index + 1, new Random(choice));
  });
  const runs: Operation[][] = [channels.flatMap(({ open }) => open)];
  const steps: PlannedStep[] = [];
  for (const step of plan.steps) {
    const channel = channels[step.channel];
    const operations = channel === undefined ? undefined : taken(channel, step);
    if (operations === undefined) continue;
    steps.push(step);
    if (step.run) runs.push([]);
    // The entry keeps what arrives apart from what has arrived before.
    runs.at(-1)?.push(log(`step${step.number}`), ...operations);
  }
  runs.at(-1)?.push(log("end"), ...channels.flatMap((channel) => channel.close()));
  const main = runs.map((body, index) => {
    const name = index === 0 ? "use" : `use${index + 1}`;
    parts.fns.set(name, quiet(coroutine(...body)));
    return runUntilComplete(call(name));
  });
  const protocols =
    parts.protocols.size === 0 ? {} : { protocols: Object.fromEntries(parts.protocols) };
  const program: Program = {
    fns: Object.fromEntries(parts.fns),
    ...protocols,
    main: [...(plan.debug ? [setDebug(true)] : []), ...parts.before, ...main],
  };
  // What was left out must not come back where something else is taken away.
  plans.set(program, { ...plan, steps });
  return program;
}

/** Whether a program was drawn as a plan. */
export const isPlanned = (program: Program): boolean => plans.has(program);

/** Programs with less in them than a drawn one; none of a program that was not drawn. */
export function* smallerPrograms(program: Program): Generator<Program> {
  const plan = plans.get(program);
  if (plan !== undefined) for (const smaller of smallerPlans(plan)) yield programOf(smaller);
}
