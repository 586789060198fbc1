/** Programs that would print well and mean something else. */
import type { Program } from "../../case.ts";
import { sitesOf } from "../../check/sites.ts";
import { capabilitiesOf } from "../../needs.ts";
import { isNode } from "../../parts.ts";
import { notPrintable } from "./writer.ts";

/**
 * Refuses programs whose printed form would behave otherwise than in Python.
 *
 * @param overModule the loop is an adapter's, whose host makes descriptors and has signals delivered
 * @throws UsageError that says what the program uses
 */
export function refuseWhatDiffers(program: Program, overModule: boolean): void {
  const { operations, expressions } = sitesOf(program);
  const closes = expressions.some(
    ({ expression }) =>
      "aclose" in expression || ("m" in expression && expression.m === "shutdown_asyncgens"),
  );
  const catches = operations.some(
    ({ operation, enclosing }) => operation.op === "yield" && enclosing.includes("try"),
  );
  // Closing a generator of JavaScript runs `finally` and no `catch`.
  if (closes && catches) throw notPrintable("a generator that can catch its own closing");
  const needs = capabilitiesOf(program, { trace: [] });
  // JavaScript calls the function of a signal between two jobs.
  if (needs.includes("signals-at-once")) throw notPrintable("a signal that interrupts what runs");
  if (overModule) return;
  // Node drives a loop that is told of signals, and has no descriptors.
  if (needs.includes("signals") && needs.includes("descriptors")) {
    throw notPrintable("descriptors beside signals");
  }
  const watchesElsewhere = expressions.some(
    ({ expression }) =>
      "m" in expression && /^add_(reader|writer)$/.test(expression.m) && !isLoop(expression.on),
  );
  // Descriptors in virtual time are numbers of one loop's selector.
  if (watchesElsewhere) throw notPrintable("descriptors of several loops");
  // They are no objects that could be asked for one.
  if (expressions.some(({ expression }) => "m" in expression && expression.m === "fileno")) {
    throw notPrintable("the number of a descriptor");
  }
}

function isLoop(on: Parameters<typeof isNode>[0] | undefined): boolean {
  return on === undefined || (isNode(on) && "$" in on && on.$ === "loop");
}
