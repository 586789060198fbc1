/** Operations that are one line of Python each. */
import type { Expression } from "../../expression.ts";
import type { Measure, OperationOf } from "../../operation.ts";
import { pythonExpression, pythonPrimary } from "./expression.ts";
import { pythonNumber, pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** These operations. */
export type SimpleOperation = OperationOf<
  | "cv_set"
  | "set_attr"
  | "join"
  | "wait"
  | "block"
  | "make_ready"
  | "drain"
  | "drop"
  | "weak"
  | "gc"
  | "measure"
  | "difference"
  | "metric"
>;

/** The line of such an operation. */
export function simpleStatement(operation: SimpleOperation, writer: ScriptWriter): string[] {
  const name = (of: string) => writer.names.of(of);
  const source = (expression: Expression) => pythonExpression(expression, writer);
  const metric = (as: string, value: string) => {
    if (writer.keeps) return [`metrics[${pythonString(as)}] = ${value}`];
    writer.imports.add("sys");
    return [`print("metric: ${as} =", ${value}, file=sys.stderr)`];
  };
  switch (operation.op) {
    case "cv_set":
      return [`${writer.names.variable(operation.var)}.set(${source(operation.value)})`];
    case "set_attr": {
      const of = pythonPrimary(operation.of ?? { $: "loop" }, writer);
      return [`${of}.${operation.attr} = ${source(operation.value)}`];
    }
    case "join":
      return [
        `${name(operation.thread)}.${writer.peers.has(operation.thread) ? "finish" : "join"}()`,
      ];
    case "wait":
      return [`${name(operation.event)}.wait()`];
    case "block":
      return [`${writer.from("time", "sleep")}(${pythonNumber(operation.seconds)})`];
    case "make_ready":
      return [`${name(operation.pair)}[${1 - (operation.side ?? 0)}].send(b"x")`];
    case "drain":
      return [`${name(operation.pair)}[${operation.side ?? 0}].recv(4096)`];
    case "drop":
      return [`del ${operation.names.map(name).join(", ")}`];
    case "weak":
      return [`${name(operation.as)} = ${writer.from("weakref", "ref")}(${source(operation.of)})`];
    case "gc":
      return [writer.from("gc", "collect()")];
    case "measure":
      return [`${name(operation.as)} = ${measured(operation.what, writer)}`];
    case "difference":
      return metric(operation.as, `${measured(operation.what, writer)} - ${name(operation.from)}`);
    case "metric":
      return metric(operation.as, source(operation.value));
  }
}

function measured(what: Measure, writer: ScriptWriter): string {
  switch (what) {
    case "time":
      return writer.from("time", "monotonic()");
    case "loop_time":
      return "loop.time()";
    case "cpu":
      return writer.from("time", "process_time()");
    case "descriptors":
      return `len(${writer.from("os", 'listdir("/dev/fd")')})`;
    case "threads":
      return writer.from("threading", "active_count()");
  }
}
