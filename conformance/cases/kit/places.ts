/** The places in a program from which something is called. */

import {
  call,
  callback,
  coroutine,
  drain,
  join,
  makeReady,
  pair,
  quiet,
  raiseSignal,
  thread,
  threadFunction,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callLater,
  callSoon,
  callSoonThreadsafe,
  createTask,
  loopCall,
  removeReader,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The number that every POSIX host gives to this signal. */
const SIGTERM = 15;

/** Name of a place, for ids of cases. */
export type PlaceName =
  | "main"
  | "callback"
  | "threadsafe-callback"
  | "coroutine"
  | "timer"
  | "reader"
  | "signal-handler"
  | "thread";

/** A place in which operations are carried out once. */
export interface Place {
  readonly slug: PlaceName;
  /** Completes a title: "… from a callback". */
  readonly title: string;
  /** The operations are carried out during the run that follows, not before it. */
  readonly duringRun: boolean;
  /** They are carried out in the loop's own thread: elsewhere only threadsafe methods may be called. */
  readonly ownThread: boolean;
  /** The functions (`here`, `here_…`, quiet) and the operations of main before and after the run. */
  readonly put: (body: readonly Operation[]) => Placement;
}

/** Operations put into a place. */
export interface Placement {
  readonly fns: Program["fns"];
  readonly before: readonly Operation[];
  /** For main, once the run is over. */
  readonly after: readonly Operation[];
}

const during = (
  slug: PlaceName,
  title: string,
  put: (body: readonly Operation[]) => Omit<Placement, "after">,
): Place => ({
  slug,
  title,
  duringRun: true,
  ownThread: true,
  put: (body) => ({ after: [], ...put(body) }),
});

/** Every place. A case takes those that its clause speaks of. */
export const PLACES: readonly Place[] = [
  {
    slug: "main",
    title: "outside of any run",
    duringRun: false,
    ownThread: true,
    put: (body) => ({ fns: {}, before: body, after: [] }),
  },
  during("callback", "from a callback", (body) => ({
    fns: { here: quiet(callback(...body)) },
    before: [callSoon("here")],
  })),
  during("threadsafe-callback", "from a callback of call_soon_threadsafe", (body) => ({
    fns: { here: quiet(callback(...body)) },
    before: [callSoonThreadsafe("here")],
  })),
  during("coroutine", "from a coroutine", (body) => ({
    fns: { here: quiet(coroutine(...body)) },
    before: [createTask(call("here"), "here_task")],
  })),
  during("timer", "from a timer", (body) => ({
    fns: { here: quiet(callback(...body)) },
    before: [callLater(0.005, "here")],
  })),
  during("reader", "from a descriptor's callback", (body) => ({
    fns: { here: quiet(callback(drain("here_pair"), removeReader("here_pair"), ...body)) },
    before: [pair("here_pair"), addReader("here_pair", "here"), makeReady("here_pair")],
  })),
  during("signal-handler", "from a signal's handler", (body) => ({
    fns: { here: quiet(callback(...body)), here_sends: quiet(callback(raiseSignal("SIGTERM"))) },
    before: [loopCall("add_signal_handler", [SIGTERM, { fn: "here" }]), callSoon("here_sends")],
  })),
  {
    slug: "thread",
    title: "from another thread",
    duringRun: true,
    ownThread: false,
    put: (body) => ({
      fns: {
        here: quiet(threadFunction(...body)),
        here_starts: quiet(callback(thread("here", "here_thread"))),
      },
      before: [callSoon("here_starts")],
      after: [join("here_thread")],
    }),
  },
];

/** The place of that name. */
export function placeOf(slug: PlaceName): Place {
  const found = PLACES.find((place) => place.slug === slug);
  if (found === undefined) throw new RangeError(`Expected \`slug\` to be a place, got \`${slug}\``);
  return found;
}
