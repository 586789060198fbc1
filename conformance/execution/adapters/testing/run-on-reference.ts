/** Runs small programs on the reference loop, for specs of the interpreter. */
import type { Program } from "../../../language/case.ts";
import type { Expression } from "../../../language/expression.ts";
import type { Operation } from "../../../language/operation.ts";
import type { Observation } from "../../protocol.ts";
import { referenceAdapter } from "../reference.ts";

const adapter = referenceAdapter();

/** What is seen of a program on the reference loop in virtual time. */
export function observe(main: readonly Operation[], fns: Program["fns"] = {}): Observation {
  const observation = adapter.run({ fns, main }, { timeout: 10, clock: "real" });
  if (observation instanceof Promise) throw new Error("the reference loop blocks");
  return observation;
}

/** The trace of a program that ends well. */
export function traceOf(main: readonly Operation[], fns: Program["fns"] = {}): readonly string[] {
  const { outcome, trace, why } = observe(main, fns);
  if (outcome !== "ok") throw new Error(`${outcome} (${why}) after ${trace.join(", ")}`);
  return trace;
}

/** How a trace shows the value of an expression in main, after some operations. */
export function shown(
  expression: Expression,
  before: readonly Operation[] = [],
  fns: Program["fns"] = {},
): string {
  const last = traceOf([...before, { op: "log", text: "v", value: expression }], fns).at(-1);
  return last?.slice("v=".length) ?? "";
}
