/** How the arguments of a Python call are passed in JavaScript. */
import type { Expression, Keywords } from "../../../language/expression.ts";
import { Spread } from "./network/children.ts";
import { camelCase } from "./python-names.ts";
import type { Scope } from "./scope.ts";

/** The arguments of a call as the program has them. */
export interface CallArguments {
  readonly args?: readonly Expression[];
  readonly kwargs?: Keywords;
}

type Named = { readonly [name: string]: unknown };

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

/** Functions that take any number of things, which are passed as one array: where it stands. */
const GATHERED_AT: { readonly [method: string]: number } = { gather: 0, subprocess_exec: 1 };

/** Keyword arguments that are positional in JavaScript: where they stand. */
const POSITIONS: { readonly [callable: string]: { readonly [keyword: string]: number } } = {
  all_tasks: { loop: 0 },
  cancel: { msg: 0 },
  create_connection: { protocol_factory: 0, host: 1, port: 2 },
  create_datagram_endpoint: { protocol_factory: 0 },
  create_server: { protocol_factory: 0, host: 1, port: 2 },
  create_unix_connection: { protocol_factory: 0, path: 1 },
  create_unix_server: { protocol_factory: 0, path: 1 },
  current_task: { loop: 0 },
  sendfile: { offset: 2, count: 3 },
  sleep: { result: 1 },
  sock_sendfile: { offset: 2, count: 3 },
  wait_for: { timeout: 1 },
};

/** Methods whose positional arguments may be left out before the options: where those stand. */
const OPTIONS_AT: { readonly [method: string]: number } = {
  create_connection: 3,
  create_server: 3,
  create_unix_connection: 2,
  create_unix_server: 2,
  sendfile: 4,
  sock_sendfile: 4,
};

/** The arguments for a method or function of asyncio, evaluated. */
export function passedArguments(name: string, call: CallArguments, scope: Scope): unknown[] {
  const given = (call.args ?? []).flatMap((arg) => {
    const value = scope.value(arg);
    return value instanceof Spread ? value.values : [value];
  });
  return arranged(name, given, keywordsOf(call.kwargs, scope));
}

/** Keyword arguments with their values, names as in Python. */
export function keywordsOf(keywords: Keywords | undefined, scope: Scope): Named {
  const values: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(keywords ?? {})) values[name] = scope.value(value);
  return values;
}

/** Whether a method takes a callback and its arguments. */
export const takesCallback = (name: string): boolean => name in CALLBACK_AT;

/**
 * Arguments as they are passed in JavaScript: `(callback, [arguments], {keywords})` where a method schedules, the
 * positional ones and `{keywords}` elsewhere. What is empty at the end is left out.
 */
export function arranged(name: string, given: readonly unknown[], keywords: Named): unknown[] {
  const passed = grouped(name, given);
  const options: { [name: string]: unknown } = {};
  for (const [keyword, value] of Object.entries(keywords)) {
    const at = POSITIONS[name]?.[keyword];
    if (at === undefined) options[camelCase(keyword)] = value;
    else passed[at] = value;
  }
  if (Object.keys(options).length === 0) return passed;
  const optionsAt = OPTIONS_AT[name] ?? 0;
  while (passed.length < optionsAt) passed.push(undefined);
  const callbackAt = CALLBACK_AT[name];
  if (callbackAt !== undefined) {
    // The options stand behind a callback that is missing, too.
    while (passed.length <= callbackAt) passed.push(undefined);
    if (passed.length === callbackAt + 1) passed.push([]);
  }
  return [...passed, options];
}

function grouped(name: string, given: readonly unknown[]): unknown[] {
  const gatheredAt = GATHERED_AT[name];
  if (gatheredAt !== undefined) return [...given.slice(0, gatheredAt), given.slice(gatheredAt)];
  const callbackAt = CALLBACK_AT[name];
  if (callbackAt === undefined || given.length <= callbackAt + 1) return [...given];
  return [...given.slice(0, callbackAt + 1), given.slice(callbackAt + 1)];
}
