/** Programs about signals of the own process. */
import { callback, coroutine, quiet, raiseSignal, sleep } from "../../language/build.ts";
import { seen } from "../../language/build-network.ts";
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
/**
 * Waits until the function `own` of a signal has run, and for what else the signal may make run. A busy machine takes
 * its time to deliver it, and a host may see to timers first.
 */
export const OWN_HAS_RUN: readonly Operation[] = [seen("own"), sleep(0.01)];
/** The same as a coroutine, for programs that wait in a run of its own. */
export const hears = quiet(coroutine(...OWN_HAS_RUN));
