/** Programs that would print well and mean something else. */
import type { Program } from "../case.ts";
import { sitesOf } from "../check/sites.ts";
import { isNode } from "../parts.ts";
import { notPrintable } from "./writer.ts";

/**
 * Refuses programs whose printed form would behave otherwise than in Python.
 *
 * @throws UsageError that says what the program uses
 */
export function refuseWhatDiffers(program: Program): void {
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
  const watchesElsewhere = expressions.some(
    ({ expression }) =>
      "m" in expression && /^add_(reader|writer)$/.test(expression.m) && !isLoop(expression.on),
  );
  // Descriptors in virtual time are numbers of one loop's selector.
  if (watchesElsewhere) throw notPrintable("descriptors of several loops");
}

function isLoop(on: Parameters<typeof isNode>[0] | undefined): boolean {
  return on === undefined || (isNode(on) && "$" in on && on.$ === "loop");
}
