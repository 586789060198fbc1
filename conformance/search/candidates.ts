/** Smaller programs than a given one, the much smaller ones first. */
import type { Program, ProgramFunction } from "../language/case.ts";
import type { Expression } from "../language/expression.ts";
import type { Operation } from "../language/operation.ts";
import { bodiesOf, type ExpressionNode, isNode } from "../language/parts.ts";
import { isPlanned, smallerPrograms } from "./io/program.ts";
import { pruned, withBodies } from "./prune.ts";

/** All candidates in their order; each is a program whose names are bound. */
export function* candidatesOf(program: Program): Generator<Program> {
  // What waits for something must not lose what lets it come: such programs shrink by what they do.
  if (isPlanned(program)) {
    yield* smallerPrograms(program);
    return;
  }
  for (const name of Object.keys(program.fns)) {
    const { [name]: _gone, ...fns } = program.fns;
    yield pruned({ ...program, fns });
  }
  for (const name of Object.keys(program.fns))
    if ((program.fns[name] as ProgramFunction).body.length > 1)
      yield pruned(withFunctionBody(program, name, []));
  const count = countOf(program);
  for (let size = Math.ceil(count / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < count; from += size)
      yield pruned(dropped(program, from, from + size));
  for (let at = 0; at < count; at += 1)
    for (const simpler of rewritten(program, at)) yield pruned(simpler);
  for (const [name, fn] of Object.entries(program.fns)) {
    if ((fn.params ?? []).length > 0 && fn.kind !== "handler")
      yield withoutParameters(program, name);
  }
}

const withFunctionBody = (program: Program, name: string, body: readonly Operation[]): Program => ({
  ...program,
  fns: { ...program.fns, [name]: { ...(program.fns[name] as ProgramFunction), body } },
});

/** Calls `change` for each operation, with its number in the order of the text; several may take its place. */
function changed(
  program: Program,
  change: (operation: Operation, at: number) => readonly Operation[],
): Program {
  let at = 0;
  const through = (body: readonly Operation[]): readonly Operation[] =>
    body.flatMap((operation) => {
      const own = at;
      at += 1;
      return change(withBodies(operation, through), own);
    });
  const fns = Object.entries(program.fns).map(
    ([name, fn]) => [name, { ...fn, body: through(fn.body) }] as const,
  );
  return { ...program, fns: Object.fromEntries(fns), main: through(program.main) };
}

function countOf(program: Program): number {
  let count = 0;
  changed(program, (operation) => {
    count += 1;
    return [operation];
  });
  return count;
}

const dropped = (program: Program, from: number, to: number): Program =>
  changed(program, (operation, at) => (at >= from && at < to ? [] : [operation]));

function* rewritten(program: Program, at: number): Generator<Program> {
  let found: Operation | undefined;
  changed(program, (operation, own) => {
    if (own === at) found = operation;
    return [operation];
  });
  if (found === undefined) return;
  for (const simpler of simplerThan(found))
    yield changed(program, (operation, own) => (own === at ? simpler : [operation]));
}

/** What may take the place of an operation, each simpler than it. */
export function simplerThan(operation: Operation): readonly (readonly Operation[])[] {
  const found: (readonly Operation[])[] = bodiesOf(operation).map(([, body]) => body);
  if (operation.op === "try") {
    const { catch: _catch, final, as: _as, reraise: _reraise, ...plain } = operation;
    if (operation.catch !== undefined || final !== undefined) found.push([plain]);
  }
  if (operation.op === "repeat" && operation.times > 2) found.push([{ ...operation, times: 2 }]);
  if (operation.op === "do" || operation.op === "await") {
    const { show, as, ...bare } = operation;
    if (show !== undefined) found.push([{ ...bare, ...(as === undefined ? {} : { as }) }]);
    for (const what of simplerExpressions(operation.what)) found.push([{ ...operation, what }]);
  }
  if (operation.op === "log" && operation.value !== undefined)
    found.push([{ op: "log", text: operation.text }]);
  return found;
}

/** Calls that ask less of a loop, for the same purpose. */
function simplerExpressions(what: Expression): readonly Expression[] {
  if (!isNode(what) || !("m" in what)) return [];
  const found: Expression[] = [];
  const { m, args = [], kwargs, on } = what as Extract<ExpressionNode, { m: string }>;
  const rest = { ...(kwargs === undefined ? {} : { kwargs }), ...(on === undefined ? {} : { on }) };
  if (kwargs !== undefined) found.push({ m, ...(on === undefined ? {} : { on }), args });
  if (on !== undefined && m.startsWith("call_"))
    found.push({ m, args, ...(kwargs === undefined ? {} : { kwargs }) });
  if (m === "call_soon_threadsafe") found.push({ m: "call_soon", args, ...rest });
  if (m === "call_later" || m === "call_at")
    found.push({ m: "call_soon", args: args.slice(1), ...rest });
  const [moment] = args;
  if (m === "call_at" && moment !== undefined && isNode(moment) && "time_plus" in moment)
    found.push({ m: "call_later", args: [moment.time_plus, ...args.slice(1)], ...rest });
  for (const [index, arg] of args.entries()) {
    if (!isNode(arg) || !("partial" in arg)) continue;
    const whole = [arg.partial, ...(arg.args ?? [])];
    found.push({ m, args: [...args.slice(0, index), ...whole, ...args.slice(index + 1)], ...rest });
  }
  return found;
}

/** A function without parameters, and its calls without arguments. */
function withoutParameters(program: Program, name: string): Program {
  const { params: _params, ...plain } = program.fns[name] as ProgramFunction;
  const withPlain: Program = { ...program, fns: { ...program.fns, [name]: plain } };
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) {
      const at = node.findIndex((each) => isFunction(each, name));
      return (at < 0 ? node : node.slice(0, at + 1)).map(strip);
    }
    if (typeof node !== "object" || node === null) return node;
    const { args, ...rest } = node as { call?: string; args?: unknown };
    const stripped = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, strip(value)]),
    );
    return args === undefined || rest.call === name ? stripped : { ...stripped, args: strip(args) };
  };
  return pruned(strip(withPlain) as Program);
}

const isFunction = (node: unknown, name: string): boolean =>
  typeof node === "object" && node !== null && (node as { fn?: unknown }).fn === name;
