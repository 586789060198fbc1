/** Programs that have more time: what only haste shows is the machine's doing. */
import type { Program } from "../language/case.ts";

/** How much longer everything takes. */
const FACTOR = 8;

/** Calls with a number of seconds among their arguments, and where. */
const SECONDS_AT: { readonly [call: string]: number } = { call_later: 0, sleep: 0, wait_for: 1 };

/** The same program with all delays longer, so that nothing is due while something else is still being done. */
export function stretched(program: Program): Program {
  return longer(program) as Program;
}

function longer(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(longer);
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).map(([key, part]) => [key, longer(part)] as const);
  const made: { [key: string]: unknown } = Object.fromEntries(parts);
  const { m, asyncio, args, time_plus, op, seconds } = made;
  const at = SECONDS_AT[String(m ?? asyncio)];
  if (at !== undefined && Array.isArray(args))
    made.args = args.map((each, index) => (index === at ? times(each) : each));
  if (time_plus !== undefined) made.time_plus = times(time_plus);
  if (op === "block") made.seconds = times(seconds);
  return made;
}

/** What is over is over. */
const times = (seconds: unknown): unknown =>
  typeof seconds === "number" && seconds > 0 ? seconds * FACTOR : seconds;
