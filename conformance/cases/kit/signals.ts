/** Programs about signals of the own process. */
import { callback, quiet, raiseSignal } from "../../language/build.ts";
import type { Expression, SignalName } from "../../language/expression.ts";
import { loopCall } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

export const SIGINT = 2;
export const SIGTERM = 15;
export const SIGKILL = 9;

/** The signals that have the same number everywhere. */
export const SIGNALS: readonly { name: SignalName; number: number; slug: string }[] = [
  { name: "SIGTERM", number: SIGTERM, slug: "sigterm" },
  { name: "SIGINT", number: SIGINT, slug: "sigint" },
];

export const addSignalHandler = (number: number, fn: string, ...args: Expression[]): Operation =>
  loopCall("add_signal_handler", [number, { fn }, ...args]);
/** Shows the result as `removed`. */
export const removeSignalHandler = (number: number): Operation =>
  loopCall("remove_signal_handler", [number], { show: "removed" });
/** A callback that sends a signal. */
export const sends = (name: SignalName) => quiet(callback(raiseSignal(name)));
