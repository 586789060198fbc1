import type { HandleOwner } from "../context/handle.ts";

/** Where the futures of loops in debug mode were made. */
const origins = new WeakMap<object, string>();

/** Notes where a future is made, for the report on an exception that nobody asks for. */
export function noteOrigin(future: object): void {
  origins.set(future, new Error("made here").stack ?? "");
}

/** A failed future's exception that nobody has asked for yet. Does not hold the future. */
export interface Unretrieved {
  seen: boolean;
  readonly kind: string;
  readonly exception: unknown;
  readonly loop: Pick<HandleOwner, "callExceptionHandler">;
  readonly origin: string | undefined;
}

/**
 * Reports the exceptions of futures that were collected before anybody asked for them.
 *
 * NON-NORMATIVE: JavaScript reports a collection only between two jobs of the host, so a loop that
 * blocks says nothing before its run is over, and the future itself is gone from the report.
 */
const registry = new FinalizationRegistry<Unretrieved>((unretrieved) => {
  if (unretrieved.seen) return;
  unretrieved.loop.callExceptionHandler({
    message: `${unretrieved.kind} exception was never retrieved`,
    exception: unretrieved.exception,
    ...(unretrieved.origin === undefined ? {} : { source_traceback: unretrieved.origin }),
  });
});

/** Starts to watch a failed future. Set `seen` on what this returns once somebody has asked. */
export function trackUnretrieved(
  future: object,
  loop: Unretrieved["loop"],
  exception: unknown,
): Unretrieved {
  const origin = origins.get(future);
  const unretrieved = { seen: false, kind: future.constructor.name, exception, loop, origin };
  registry.register(future, unretrieved);
  return unretrieved;
}
