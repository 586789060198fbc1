/** Operations as TypeScript statements. */
import type { Expression } from "../../expression.ts";
import { isPeerStep, type Measure, type Operation, type OperationOf } from "../../operation.ts";
import { isNode } from "../../parts.ts";
import { camelCase } from "./call.ts";
import { typescriptExpression, typescriptPrimary } from "./expression.ts";
import { peerStart } from "./network.ts";
import { signalLines } from "./signals.ts";
import { logSource, logText, logValue } from "./trace-entry.ts";
import { notPrintable, type ProgramWriter, typescriptString } from "./writer.ts";

/** Where statements stand. */
export interface Scope {
  readonly writer: ProgramWriter;
  /** How the innermost repetition is left. */
  readonly leave: "break" | "return BREAK";
}

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** A body as lines. */
export function typescriptBody(body: readonly Operation[], scope: Scope): string[] {
  return body.flatMap((operation) => statement(operation, scope));
}

function statement(operation: Operation, scope: Scope): string[] {
  const { writer } = scope;
  const source = (expression: Expression) => typescriptExpression(expression, writer);
  switch (operation.op) {
    case "log":
      return operation.value === undefined
        ? [logText(operation.text)]
        : [logValue(operation.text, operation.value, writer)];
    case "do":
      return targeted(operation, source(operation.what), operation.what, writer);
    case "await": {
      const awaited = `yield* ${source(operation.what)}`;
      return targeted(operation, awaited, undefined, writer);
    }
    case "raise":
      return [`throw ${source(operation.what)};`];
    case "return":
      return [operation.value === undefined ? "return;" : `return ${source(operation.value)};`];
    case "yield": {
      const produced = `yield ${writer.from("emit")}(${source(operation.value ?? null)})`;
      return [
        `${operation.as === undefined ? "" : `${writer.names.of(operation.as)} = `}${produced};`,
      ];
    }
    case "break":
      if (scope.leave === "return BREAK") writer.from("BREAK");
      return [`${scope.leave};`];
    default:
      return nesting(operation, scope);
  }
}

function block(head: string, body: readonly Operation[], scope: Scope, end = "}"): string[] {
  return [`${head} {`, ...indented(typescriptBody(body, scope)), end];
}

type LineOperation = OperationOf<"log" | "do" | "await" | "raise" | "return" | "yield" | "break">;
type NestingOperation = OperationOf<
  "try" | "finally" | "repeat" | "if" | "async_for" | "in_context"
>;

/** Operations with bodies. */
function nesting(operation: Exclude<Operation, LineOperation>, scope: Scope): string[] {
  const { writer } = scope;
  const source = (expression: Expression) => typescriptExpression(expression, writer);
  switch (operation.op) {
    case "try":
      return tried(operation, scope);
    case "finally":
      return joined(block("try", operation.body, scope), block("finally", operation.final, scope));
    case "repeat": {
      const index =
        operation.index === undefined ? writer.names.claim("i") : writer.names.of(operation.index);
      const head = `for (let ${index} = 0; ${index} < ${operation.times}; ${index} += 1)`;
      return block(head, operation.body, { ...scope, leave: "break" });
    }
    case "if": {
      const then = block(`if (${source(operation.test)})`, operation.then, scope);
      return operation.else === undefined
        ? then
        : joined(then, block("else", operation.else, scope));
    }
    case "async_for": {
      const each = writer.names.of(operation.each);
      const head = `yield* ${writer.from("forEach")}(${source(operation.over)}, function* (${each}: any)`;
      const inner: Scope = { ...scope, leave: "return BREAK" };
      return block(head, operation.body, inner, "});");
    }
    case "in_context": {
      const head = `${typescriptPrimary(operation.context, writer)}.run(() =>`;
      return writer.blocking(() => block(head, operation.body, scope, "});"));
    }
    default:
      return simple(operation, writer);
  }
}

function joined(first: readonly string[], second: readonly string[]): string[] {
  return [...first.slice(0, -1), `${first.at(-1)} ${second[0]}`, ...second.slice(1)];
}

function tried(operation: OperationOf<"try">, scope: Scope): string[] {
  const { writer } = scope;
  const name = operation.as === undefined ? "error" : writer.names.of(operation.as);
  const handling = [
    ...(operation.catch === undefined
      ? [`log(\`!\${${writer.helper("kind")}(${name})}\`);`]
      : typescriptBody(operation.catch, scope)),
    ...(operation.reraise ? [`throw ${name};`] : []),
  ];
  const head = handling.some((line) => new RegExp(`\\b${name}\\b`).test(line))
    ? `catch (${name})`
    : "catch";
  const lines = joined(block("try", operation.body, scope), [
    `${head} {`,
    ...indented(handling),
    "}",
  ]);
  return operation.final === undefined
    ? lines
    : joined(lines, block("finally", operation.final, scope));
}

/** Binds and shows a value as `as` and `show` say. */
function targeted(
  { as, show }: { readonly as?: string; readonly show?: string },
  source: string,
  what: Expression | undefined,
  writer: ProgramWriter,
): string[] {
  if (as === undefined && show === undefined) return [`${source};`];
  const name = as === undefined ? undefined : writer.names.of(as);
  const isPair = what !== undefined && isNode(what) && "make" in what && what.make === "socketpair";
  const writable =
    isPair && writer.module === undefined
      ? [`for (const end of ${name}) selector.makeReady(end, ${writer.from("WRITE")});`]
      : [];
  const bound = name === undefined ? [] : [`${name} = ${source};`, ...writable];
  if (show === undefined) return bound;
  if (name === undefined && what !== undefined && !isNode(what))
    return [logValue(show, what, writer)];
  return [...bound, logSource(show, name ?? source, writer)];
}

/** Operations of one line each. */
function simple(
  operation: Exclude<Operation, LineOperation | NestingOperation>,
  writer: ProgramWriter,
): string[] {
  if (isPeerStep(operation)) throw notPrintable(`the operation \`${operation.op}\``);
  const name = (of: string) => writer.names.of(of);
  const source = (expression: Expression) => typescriptExpression(expression, writer);
  const metric = (as: string, value: string) =>
    writer.keepsMetrics
      ? [`metrics[${typescriptString(as)}] = ${value};`]
      : [`console.error("metric: ${as} =", ${value});`];
  switch (operation.op) {
    case "cv_set":
      return [`${writer.names.variable(operation.var)}.set(${source(operation.value)});`];
    case "set_attr": {
      const of = typescriptPrimary(operation.of ?? { $: "loop" }, writer);
      return [`${of}.${camelCase(operation.attr)} = ${source(operation.value)};`];
    }
    case "block":
      return writer.hasDescriptors && writer.module === undefined
        ? [`${writer.helper("selector")}.advance(${operation.seconds});`]
        : [`${writer.helper("block")}(${operation.seconds});`];
    case "make_ready":
      return [`${ready(writer, "makeReady")}(${name(operation.pair)}[${operation.side ?? 0}]);`];
    case "drain":
      return [`${ready(writer, "clearReady")}(${name(operation.pair)}[${operation.side ?? 0}]);`];
    case "drop":
      return operation.names.map((each) => `${name(each)} = undefined;`);
    case "measure":
      return [`${name(operation.as)} = ${measured(operation.what, writer)};`];
    case "difference":
      return metric(operation.as, `${measured(operation.what, writer)} - ${name(operation.from)}`);
    case "metric":
      return metric(operation.as, source(operation.value));
    case "set_asyncgen_hook": {
      const hook = operation.fn === null ? "null" : name(operation.fn);
      const before = `...${writer.from("getAsyncGeneratorHooks")}()`;
      return [`${writer.from("setAsyncGeneratorHooks")}({ ${before}, firstIteration: ${hook} });`];
    }
    case "signal":
      return signalLines(operation, writer);
    case "raise_signal":
      return [`process.kill(process.pid, ${typescriptString(operation.signal)});`];
    case "policy": {
      const raises = [...(operation.raises ?? [])];
      return [`${writer.from("setEventLoopPolicy")}(${writer.policy(raises)});`];
    }
    case "peer":
      return [peerStart(operation, writer)];
    case "join":
      // Threads other than peers have no form.
      return [`${name(operation.thread)}.join();`];
    case "thread":
    case "wait":
    case "weak":
    case "gc":
    case "fork":
    case "harness":
      throw notPrintable(`the operation \`${operation.op}\``);
  }
}

/** Whoever makes the ends of a pair makes them ready: a selector in virtual time, or the adapter's host. */
function ready(writer: ProgramWriter, does: "makeReady" | "clearReady"): string {
  if (writer.module === undefined) return `${writer.helper("selector")}.${does}`;
  return `adapter.host.${does === "makeReady" ? "makeReady" : "drain"}`;
}

function measured(what: Measure, writer: ProgramWriter): string {
  switch (what) {
    case "time":
      if (writer.module !== undefined) return "(adapter.host?.now?.() ?? performance.now() / 1000)";
      return writer.hasDescriptors
        ? `${writer.helper("selector")}.time()`
        : "performance.now() / 1000";
    case "loop_time":
      return "loop.time()";
    case "cpu":
      return "process.cpuUsage().user / 1e6";
    case "descriptors":
    case "threads":
      throw notPrintable(`the quantity \`${what}\``);
  }
}
