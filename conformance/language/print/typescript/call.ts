/** Calls of methods and functions: how Python's arguments are passed in JavaScript. */
import type { Expression } from "../../expression.ts";
import { type ExpressionNode, isNode } from "../../parts.ts";
import type { ProgramWriter } from "./writer.ts";

/** `call_soon` -> `callSoon` */
export const camelCase = (name: string): string =>
  name.replace(/(?<=[^_])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Where the callback stands; its arguments follow as one array. */
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

/** Any number of things, passed as one array: where it stands. */
const GATHERED_AT: { readonly [method: string]: number } = { subprocess_exec: 1 };

/** Keyword arguments that are positional here. */
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

/** Methods that Node waits for where it drives the loop. */
const RUNS: ReadonlySet<string> = new Set(["run_forever", "run_until_complete"]);

/** Methods of coroutine objects, which are generator objects here. */
const OF_COROUTINES: { readonly [name: string]: string } = {
  close: "return",
  send: "next",
  throw: "throw",
};

type MethodCall = Extract<ExpressionNode, { readonly m: string }>;
type FunctionCall = Extract<ExpressionNode, { readonly asyncio: string }>;

/** How the parts of a call are printed: handed in, since expressions and calls contain each other. */
export interface CallPrinter {
  readonly writer: ProgramWriter;
  readonly argument: (expression: Expression) => string;
  readonly receiver: (expression: Expression | undefined) => string;
}

/** `on.method(…)` */
export function callSource(call: MethodCall, printer: CallPrinter): string {
  const { writer } = printer;
  const on = printer.receiver(call.on);
  const renamed = isCoroutine(call.on, writer) ? OF_COROUTINES[call.m] : undefined;
  const given = passed(call.m, call, printer).join(", ");
  if (writer.awaitsRuns && RUNS.has(call.m)) {
    // The run methods of an adapted loop may return promises; those of the reference loop have a twin that does.
    const method = writer.module === undefined ? "runAsync" : camelCase(call.m);
    return `await ${on}.${method}(${given})`;
  }
  return `${on}.${renamed ?? camelCase(call.m)}(${given})`;
}

/** A call of a function of the asyncio module. */
export function moduleCall(call: FunctionCall, printer: CallPrinter): string {
  const names: { readonly [name: string]: string } = {
    iscoroutine: "isCoroutine",
    isfuture: "isFuture",
  };
  const name = printer.writer.from(names[call.asyncio] ?? camelCase(call.asyncio));
  if (call.asyncio === "gather") {
    const all = (call.args ?? []).map(printer.argument).join(", ");
    const { args: _args, ...rest } = call;
    return `${name}(${[`[${all}]`, ...passed("gather", rest, printer)].join(", ")})`;
  }
  return `${name}(${passed(call.asyncio, call, printer).join(", ")})`;
}

/** The arguments of a call. */
function passed(
  name: string,
  { args = [], kwargs = {} }: Pick<MethodCall, "args" | "kwargs">,
  { argument: source }: CallPrinter,
): readonly string[] {
  const given = args.map(source);
  const at = CALLBACK_AT[name];
  const gathered =
    GATHERED_AT[name] ?? (at !== undefined && given.length > at + 1 ? at + 1 : undefined);
  const positional =
    gathered === undefined
      ? given
      : [...given.slice(0, gathered), `[${given.slice(gathered).join(", ")}]`];
  const options: string[] = [];
  for (const [keyword, value] of Object.entries(kwargs)) {
    const position = POSITIONS[name]?.[keyword];
    if (position === undefined) options.push(`${camelCase(keyword)}: ${source(value)}`);
    else positional[position] = source(value);
  }
  const optionsAt = options.length === 0 ? 0 : (OPTIONS_AT[name] ?? 0);
  while (positional.length < optionsAt) positional.push("undefined");
  const filled = Array.from(positional, (each) => each ?? "undefined");
  if (options.length === 0) return filled;
  if (at !== undefined) {
    // The options stand third, whether there are a callback and arguments or not.
    while (filled.length <= at) filled.push("undefined");
    if (filled.length === at + 1) filled.push("[]");
  }
  return [...filled, `{ ${options.join(", ")} }`];
}

function isCoroutine(on: Expression | undefined, writer: ProgramWriter): boolean {
  if (on === undefined || !isNode(on)) return false;
  if ("call" in on) return writer.program.fns[on.call]?.kind === "coroutine";
  return "$" in on && writer.coroutines.has(on.$);
}
