/** One object whose attributes the functions of a program share: what a protocol has seen so far. */
import { assign, if_, log, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";

const STATE = variable("state");

/** The value of an attribute. */
export const stateOf = (attr: string): Expression => ({ attr, of: STATE });
export const setState = (attr: string, value: Expression): Operation => ({
  op: "set_attr",
  of: STATE,
  attr,
  value,
});
/** Makes the object, with these attributes. */
export const newState = (values: Readonly<Record<string, Expression>>): Operation[] => [
  assign("state", { make: "object" }),
  ...Object.entries(values).map(([attr, value]) => setState(attr, value)),
];
/** Counts on. */
export const addToState = (attr: string, value: Expression): Operation =>
  setState(attr, { add: [stateOf(attr), value] });
/** Logs a text once an attribute has come to a value. */
export const logAt = (attr: string, value: Expression, text: string): Operation =>
  if_({ equal: [stateOf(attr), value] }, [log(text)]);
