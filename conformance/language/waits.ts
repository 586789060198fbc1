/** How long a program waits by its own account: what a loop that does everything right may still take. */
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";

const DELAYS: ReadonlySet<string> = new Set(["call_later"]);
const SLEEPS: ReadonlySet<string> = new Set(["sleep"]);

function secondsOf(expression: object): unknown {
  if ("op" in expression)
    return expression.op === "block" && "seconds" in expression ? expression.seconds : undefined;
  if ("time_plus" in expression) return expression.time_plus;
  const { args } = expression as { readonly args?: readonly Expression[] };
  if ("m" in expression && DELAYS.has(expression.m as string)) return args?.[0];
  if ("asyncio" in expression && SLEEPS.has(expression.asyncio as string)) return args?.[0];
  // It gives up by itself: a shorter limit would take its answer for a hang.
  if ("asyncio" in expression && expression.asyncio === "wait_for") return args?.[1];
  return undefined;
}

/**
 * The seconds of all timers, sleeps and pauses that the program states: each place counted once, those in a repeated
 * body as often as it is repeated.
 *
 * @param longest seconds; what is to happen later than this is not waited for
 */
export function statedWaits(program: Program, longest: number): number {
  const { fns, main } = program;
  const bodies = [main, ...Object.values(fns).map(({ body }) => body)];
  return bodies.reduce((total, body) => total + waitsIn(body, longest), 0);
}

/** Whether peers take part: they, and what waits for them, give up when a part of the limit is over. */
export const hasPeers = ({ fns, protocols }: Program): boolean =>
  protocols !== undefined || Object.values(fns).some(({ kind }) => kind === "peer");

/** All programs are gone through at each start: what is no object is passed over before the call. */
function waitsIn(node: object, longest: number): number {
  const parts = node as { readonly [key: string]: unknown };
  let inside = 0;
  for (const key in parts) {
    const part = parts[key];
    if (typeof part === "object" && part !== null) inside += waitsIn(part, longest);
  }
  const own = Array.isArray(node) ? undefined : secondsOf(node);
  const counts = typeof own === "number" && own > 0 && own < longest;
  const times = parts.op === "repeat" ? ((parts.times as number | undefined) ?? 1) : 1;
  return (counts ? own : 0) + inside * times;
}
