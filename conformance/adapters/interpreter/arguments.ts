/** How the arguments of a Python call are passed in JavaScript. */
import type { Expression, Keywords } from "../../program/expression.ts";
import { camelCase } from "./python-names.ts";
import type { Scope } from "./scope.ts";

/** The arguments of a call as the program has them. */
export interface CallArguments {
  readonly args?: readonly Expression[];
  readonly kwargs?: Keywords;
}

/** Methods that take a callback and its arguments: where the callback stands. The arguments are passed as one array. */
const CALLBACK_AT: { readonly [method: string]: number } = {
  add_reader: 1,
  add_signal_handler: 1,
  add_writer: 1,
  call_at: 1,
  call_later: 1,
  call_soon: 0,
  call_soon_threadsafe: 0,
  run_in_executor: 1,
};

/** Functions that take any number of things, which are passed as one array. */
const GATHERING: ReadonlySet<string> = new Set(["gather"]);

/** Keyword arguments that are positional in JavaScript: where they stand. */
const POSITIONS: { readonly [callable: string]: { readonly [keyword: string]: number } } = {
  all_tasks: { loop: 0 },
  cancel: { msg: 0 },
  current_task: { loop: 0 },
  sleep: { result: 1 },
  wait_for: { timeout: 1 },
};

/**
 * The arguments for a method or function of asyncio: `(callback, [arguments], {keywords})` where it schedules, the
 * positional ones and `{keywords}` elsewhere. What is empty at the end is left out.
 */
export function passedArguments(name: string, call: CallArguments, scope: Scope): unknown[] {
  const given = (call.args ?? []).map((arg) => scope.value(arg));
  const passed = grouped(name, given);
  const keywords = keywordsOf(call.kwargs, scope);
  const options: { [name: string]: unknown } = {};
  for (const [keyword, value] of Object.entries(keywords)) {
    const at = POSITIONS[name]?.[keyword];
    if (at === undefined) options[camelCase(keyword)] = value;
    else passed[at] = value;
  }
  if (Object.keys(options).length === 0) return passed;
  const callbackAt = CALLBACK_AT[name];
  if (callbackAt !== undefined && passed.length === callbackAt + 1) passed.push([]);
  return [...passed, options];
}

/** Keyword arguments with their values, names as in Python. */
export function keywordsOf(
  keywords: Keywords | undefined,
  scope: Scope,
): { [name: string]: unknown } {
  const values: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(keywords ?? {})) values[name] = scope.value(value);
  return values;
}

function grouped(name: string, given: unknown[]): unknown[] {
  if (GATHERING.has(name)) return [given];
  const callbackAt = CALLBACK_AT[name];
  if (callbackAt === undefined || given.length <= callbackAt + 1) return given;
  return [...given.slice(0, callbackAt + 1), given.slice(callbackAt + 1)];
}
