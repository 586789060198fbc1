/** Operations as Python statements. */
import type { Expression, Literal } from "../../expression.ts";
import { isPeerStep, type Operation, type OperationOf } from "../../operation.ts";
import { bodiesOf, isNode, nameBoundBy } from "../../parts.ts";
import { pythonArguments, pythonExpression, pythonPrimary } from "./expression.ts";
import { isPeerOperation, peerStart, peerStep } from "./network.ts";
import { simpleStatement } from "./simple-statement.ts";
import { logSource, logText, logValue } from "./trace-entry.ts";
import type { ScriptWriter } from "./writer.ts";

/** Where statements stand. */
export interface Scope {
  readonly writer: ScriptWriter;
  /** Name of the function, undefined in main. */
  readonly fn: string | undefined;
  /** Names that are local there: no `global` declares them. */
  readonly local: ReadonlySet<string>;
}

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

/** A body as lines; `pass` if it is empty. */
export function pythonBody(body: readonly Operation[], scope: Scope): string[] {
  const lines = body
    .flatMap((operation) => statement(operation, scope))
    .filter((line) => line !== "");
  return lines.length === 0 ? ["pass"] : lines;
}

/** The `global` declaration that a function with this body needs, as lines. */
export function globalDeclaration(body: readonly Operation[], scope: Scope): string[] {
  const names = new Set<string>();
  const visit = (operations: readonly Operation[]) => {
    for (const operation of operations) {
      const bound = nameBoundBy(operation);
      if (bound !== undefined) names.add(bound);
      if (operation.op === "drop") for (const name of operation.names) names.add(name);
      // These bodies become functions of their own.
      if (operation.op === "in_context" || operation.op === "fork") continue;
      for (const [, inner] of bodiesOf(operation)) visit(inner);
    }
  };
  visit(body);
  const needed = [...names].filter((name) => !scope.local.has(name));
  if (needed.length === 0) return [];
  return [`global ${needed.map((name) => scope.writer.names.of(name)).join(", ")}`];
}

function statement(operation: Operation, scope: Scope): string[] {
  const { writer, fn } = scope;
  const source = (expression: Expression) => pythonExpression(expression, writer);
  if (isPeer(scope) && isPeerOperation(operation)) return [peerStep(operation, writer)];
  switch (operation.op) {
    case "log":
      return operation.value === undefined
        ? [logText(operation.text)]
        : [logValue(operation.text, operation.value, writer, fn)];
    case "do":
      return targeted(operation, source(operation.what), operation.what, scope);
    case "await": {
      const awaited = `await ${pythonPrimary(operation.what, writer)}`;
      return targeted(operation, awaited, undefined, scope);
    }
    case "raise":
      return [`raise ${source(operation.what)}`];
    case "try":
      return tried(operation, scope);
    case "finally":
      return [
        ...block("try:", operation.body, scope),
        ...block("finally:", operation.final, scope),
      ];
    case "repeat": {
      const index = operation.index === undefined ? "_" : writer.names.of(operation.index);
      return block(`for ${index} in range(${operation.times}):`, operation.body, scope);
    }
    case "if":
      return [
        ...block(`if ${source(operation.test)}:`, operation.then, scope),
        ...(operation.else === undefined ? [] : block("else:", operation.else, scope)),
      ];
    case "return":
      return [operation.value === undefined ? "return" : `return ${source(operation.value)}`];
    case "yield":
      return yielded(operation, writer);
    case "async_for": {
      const head = `async for ${writer.names.of(operation.each)} in ${source(operation.over)}:`;
      return block(head, operation.body, scope);
    }
    case "break":
      return ["break"];
    case "in_context":
      return inContext(operation, scope);
    default:
      return hostStatement(operation, scope);
  }
}

const isPeer = ({ writer, fn }: Scope): boolean =>
  fn !== undefined && writer.program.fns[fn]?.kind === "peer";

function block(head: string, body: readonly Operation[], scope: Scope): string[] {
  return [head, ...indented(pythonBody(body, scope))];
}

type Target = { readonly as?: string; readonly show?: string };

/** Binds and shows a value as `as` and `show` say. */
function targeted(
  { as, show }: Target,
  source: string,
  what: Expression | undefined,
  { writer, fn }: Scope,
): string[] {
  const plain = what === undefined ? writer.plain.results() : writer.plain.of(what, fn);
  const shows = (text: string) =>
    show === undefined ? [] : [logSource(show, text, plain, writer)];
  if (as === undefined) {
    if (show === undefined) return [source];
    const literal = what !== undefined && !isNode(what) ? what : undefined;
    return literal === undefined ? shows(source) : [logValue(show, literal as Literal, writer, fn)];
  }
  const name = writer.names.of(as);
  const isPair = what !== undefined && isNode(what) && "make" in what && what.make === "socketpair";
  const unblocked = isPair ? [`for end in ${name}:`, "    end.setblocking(False)"] : [];
  return [`${name} = ${source}`, ...unblocked, ...shows(name)];
}

function yielded({ value, as }: OperationOf<"yield">, writer: ScriptWriter): string[] {
  const source = value === undefined ? "yield" : `yield ${pythonExpression(value, writer)}`;
  return [as === undefined ? source : `${writer.names.of(as)} = ${source}`];
}

function tried(operation: OperationOf<"try">, scope: Scope): string[] {
  const { writer } = scope;
  const name = operation.as === undefined ? undefined : writer.names.of(operation.as);
  const raising = operation.reraise ? ["raise"] : [];
  const handling =
    operation.catch === undefined
      ? [`log(f"!{${writer.helper("kind")}(${name ?? "error"})}")`, ...raising]
      : operation.catch.length === 0 && operation.reraise
        ? raising
        : [...pythonBody(operation.catch, scope), ...raising];
  const isNamed = handling.some((line) => new RegExp(`\\b${name ?? "error"}\\b`).test(line));
  const head = isNamed ? `except BaseException as ${name ?? "error"}:` : "except BaseException:";
  return [
    ...block("try:", operation.body, scope),
    head,
    ...indented(handling),
    ...(operation.final === undefined ? [] : block("finally:", operation.final, scope)),
  ];
}

/** True for an expression that gives the same in any context, and does nothing. */
function isInert(expression: Expression): boolean {
  if (!isNode(expression)) return true;
  if ("bound" in expression) return isInert(expression.on ?? null);
  return "$" in expression || ("fn" in expression && !("make" in expression));
}

function inContext({ context, body }: OperationOf<"in_context">, scope: Scope): string[] {
  const { writer } = scope;
  const run = `${pythonPrimary(context, writer)}.run`;
  const [only] = body;
  if (body.length === 1 && only?.op === "cv_set" && isInert(only.value)) {
    const value = pythonExpression(only.value, writer);
    return [`${run}(${writer.names.variable(only.var)}.set, ${value})`];
  }
  if (body.length === 1 && only?.op === "do" && isNode(only.what) && "m" in only.what) {
    const { m, on = { $: "loop" }, args = [], kwargs = {} } = only.what;
    if ([on, ...args, ...Object.values(kwargs)].every(isInert)) {
      const given = pythonArguments(args, kwargs, writer);
      const method = `${pythonPrimary(on, writer)}.${m}`;
      const source = `${run}(${method}${given === "" ? "" : `, ${given}`})`;
      return targeted(only, source, only.what, scope);
    }
  }
  const [name, lines] = nested(body, scope);
  return [...lines, `${run}(${name})`];
}

/** A function within the function, for a body that something else calls. */
function nested(body: readonly Operation[], scope: Scope): [name: string, lines: string[]] {
  const name = scope.writer.names.claim("step");
  const lines = [...globalDeclaration(body, scope), ...pythonBody(body, scope)];
  return [name, [`def ${name}():`, ...indented(lines)]];
}

/** The operations that `statement` prints itself. */
type ControlOperation = OperationOf<
  | "log"
  | "do"
  | "await"
  | "raise"
  | "try"
  | "finally"
  | "repeat"
  | "if"
  | "return"
  | "yield"
  | "async_for"
  | "break"
  | "in_context"
>;

/** Operations on the host: threads, signals, processes, policies. */
function hostStatement(operation: Exclude<Operation, ControlOperation>, scope: Scope): string[] {
  const { writer } = scope;
  if (isPeerStep(operation) || operation.op === "harness")
    throw new TypeError(`Expected an operation with a Python form, got \`${operation.op}\``);
  switch (operation.op) {
    case "thread": {
      const name = writer.names.of(operation.as);
      const args = (operation.args ?? []).map((argument) => pythonExpression(argument, writer));
      const given =
        args.length === 0 ? "" : `args=(${args.join(", ")}${args.length === 1 ? "," : ""}), `;
      const target = `target=${writer.names.of(operation.fn)}, ${given}daemon=True`;
      return [`${name} = ${writer.from("threading", "Thread")}(${target})`, `${name}.start()`];
    }
    case "peer":
      return [peerStart(operation, writer)];
    case "set_asyncgen_hook": {
      const hook = operation.fn === null ? "None" : writer.names.of(operation.fn);
      return [`${writer.from("sys", "set_asyncgen_hooks")}(firstiter=${hook})`];
    }
    case "signal": {
      const standard = operation.signal === "SIGINT" ? "default_int_handler" : "SIG_DFL";
      const action =
        operation.fn === null
          ? writer.from("signal", standard)
          : `lambda *_: ${writer.names.of(operation.fn)}()`;
      return [`signal.signal(${writer.from("signal", operation.signal)}, ${action})`];
    }
    case "raise_signal": {
      const number = writer.from("signal", operation.signal);
      // From another thread `raise_signal` leaves the main one in its system call.
      const inThread = scope.fn !== undefined && writer.program.fns[scope.fn]?.kind === "thread";
      if (!inThread) return [`signal.raise_signal(${number})`];
      return [`${writer.from("os", "kill")}(os.getpid(), ${number})`];
    }
    case "fork": {
      const [name, lines] = nested(operation.body, scope);
      return [...lines, `${writer.helper("fork")}(${name})`];
    }
    case "policy": {
      const policy = `${writer.policy(operation.raises ?? [])}()`;
      return [`${writer.from("asyncio", "set_event_loop_policy")}(${policy})`];
    }
    default:
      return simpleStatement(operation, writer);
  }
}
