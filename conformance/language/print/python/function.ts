/** Functions of a program as Python definitions. */
import type { ProgramFunction } from "../../case.ts";
import { argumentsOf } from "../../check/names.ts";
import type { Operation } from "../../operation.ts";
import { bodiesOf, localBoundBy } from "../../parts.ts";
import { pythonString } from "./literal.ts";
import { globalDeclaration, indented, pythonBody } from "./statement.ts";
import { logEntry } from "./trace-entry.ts";
import type { ScriptWriter } from "./writer.ts";

/** What a definition shows beside the trace. */
export interface FunctionOptions {
  /** Handlers print on standard error, or keep, what they are told. */
  readonly reports: boolean;
  /** A call of a handler with another number of arguments is an entry, as in the driver, and not a TypeError. */
  readonly guards: boolean;
}

/** The definition of a function, as lines. */
export function pythonFunction(
  name: string,
  fn: ProgramFunction,
  writer: ScriptWriter,
  { reports, guards }: FunctionOptions,
): readonly string[] {
  const local = new Set([...argumentsOf(fn), ...localsOf(fn.body)]);
  const scope = { writer, fn: name, local };
  const prefix = fn.kind === "coroutine" || fn.kind === "asyncgen" ? "async def" : "def";
  const entry = logEntry(name, fn, writer);
  const body = [
    ...globalDeclaration(fn.body, scope),
    ...(entry === undefined ? [] : [entry]),
    ...(fn.kind === "handler" && reports ? report(name, writer) : []),
    ...(fn.body.length === 0 && entry !== undefined ? [] : pythonBody(fn.body, scope)),
    ...(fn.kind === "asyncgen" && !holdsYield(fn.body) ? ["if False:", "    yield"] : []),
  ];
  const guard =
    fn.kind === "handler" && guards ? [`@${writer.helper("handler")}(${pythonString(name)})`] : [];
  return [
    ...guard,
    `${prefix} ${writer.names.of(name)}(${signature(fn, writer)}):`,
    ...indented(body),
  ];
}

function signature(fn: ProgramFunction, writer: ScriptWriter): string {
  if (fn.kind === "handler") return "loop_, context";
  if (fn.kind === "peer") return "peer";
  const params = (fn.params ?? []).map((param) => writer.names.of(param));
  const rest = fn.rest === undefined ? [] : [`*${writer.names.of(fn.rest)}`];
  const optional = (fn.optional ?? []).map((param) => `${writer.names.of(param)}=None`);
  return [
    ...params,
    ...optional,
    ...rest,
    ...(fn.keywords ? [`**${writer.names.of("keywords")}`] : []),
  ].join(", ");
}

function report(name: string, writer: ScriptWriter): readonly string[] {
  if (writer.keeps) return ["keep_report(context)"];
  writer.imports.add("sys");
  return [`print("report: ${name}", context, file=sys.stderr)`];
}

/** The names that the operations of a body bind for their function alone. */
function localsOf(body: readonly Operation[]): readonly string[] {
  return body.flatMap((operation) =>
    [
      localBoundBy(operation) ?? [],
      bodiesOf(operation).flatMap(([, inner]) => localsOf(inner)),
    ].flat(),
  );
}

function holdsYield(body: readonly Operation[]): boolean {
  return body.some(
    (operation) =>
      operation.op === "yield" || bodiesOf(operation).some(([, inner]) => holdsYield(inner)),
  );
}
