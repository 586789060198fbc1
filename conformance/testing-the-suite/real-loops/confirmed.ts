/** What uvloop and rloop break of what the documentation promises: confirmed by reading the printed scripts beside the text. */
import type { ClauseId } from "../../clauses/index.ts";

/** Whether all cases about the clause fail, or only those of some circumstance. */
export type Extent = "all" | "some";

/** Broken clauses at MUST of basis `chapter` or `docs`, by module. */
export const confirmed: {
  readonly [module: string]: { readonly [clause in ClauseId]?: Extent };
} = {
  uvloop: {
    "call-later.returns-timerhandle": "all",
    "call-soon.returns-handle": "all",
    "run-forever.stop-while-running.defers-new-callbacks": "all",
    "run-forever.stop-while-running.defers-also-from-earlier-callback": "all",
  },
  rloop: {
    "call-later.returns-timerhandle": "all",
    "handle.cancel-cancelled": "some",
    // Exactly one argument.
    "call-soon.handle-cancel-prevents-run": "some",
    "call-soon.error-context-keys": "some",
    "call-soon.returns-handle": "all",
    "call-soon.handle-cancelled-query": "all",
    "call-soon-threadsafe.closed-rejected": "all",
    "call-soon-threadsafe.context-default-of-calling-thread": "some",
    // Exactly one argument.
    "call-soon-threadsafe.returns-cancellable-handle": "some",
    "call-soon.wrong-thread-debug": "all",
    // Arguments of discarded callbacks stay alive.
    "close.discards-ready-callbacks": "some",
    "close.discards-timers": "some",
    "run-forever.callback-error-does-not-stop": "some",
    "run-forever.stop-before-run.runs-io-callbacks": "all",
    "run-forever.stop-before-run.polls-once-zero-timeout": "all",
    "run-forever.stop-before-run.runs-ready-callbacks": "all",
    // It is always off.
    "set-debug.toggles": "all",
    // The handler is called without the loop.
    "set-exception-handler.called-with-loop-and-context": "all",
    // There is no such attribute.
    "slow-callback-duration.default": "all",
    "stop.on-idle-loop-is-pending": "some",
  },
};
