/** Functions that a program has called with a wrong number of arguments. */
import type { Program } from "../../case.ts";
import { sitesOf } from "../../check/sites.ts";
import type { Expression } from "../../expression.ts";
import { type ExpressionNode, isNode } from "../../parts.ts";

/** Where the callback stands among the arguments of what schedules it. */
const CALLBACK_AT: { readonly [method: string]: number } = {
  add_reader: 1,
  add_writer: 1,
  call_at: 1,
  call_later: 1,
  call_soon: 0,
  call_soon_threadsafe: 0,
};

/**
 * True if some place of the program schedules the function with another number of arguments than it takes.
 *
 * @param wanted number of parameters
 */
export function isMiscalled(name: string, wanted: number, program: Program): boolean {
  const { expressions } = sitesOf(program);
  return expressions.some(({ expression }) => {
    const given = scheduledWith(expression, name);
    return given !== undefined && given !== wanted;
  });
}

function scheduledWith(node: ExpressionNode, name: string): number | undefined {
  if (!("m" in node)) return undefined;
  const at = CALLBACK_AT[node.m];
  const callback = at === undefined ? undefined : node.args?.[at];
  if (at === undefined || callback === undefined || !isFunction(callback, name)) return undefined;
  return (node.args?.length ?? 0) - at - 1;
}

function isFunction(expression: Expression, name: string): boolean {
  return (
    isNode(expression) && "fn" in expression && !("make" in expression) && expression.fn === name
  );
}
