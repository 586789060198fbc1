import {
  block,
  callback,
  callbackWith,
  event,
  eventSet,
  join,
  log,
  quiet,
  show,
  thread,
  threadFunction,
  variable,
  wait,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { callSoon, callSoonThreadsafe, cancel, runFor } from "../../language/loop-methods.ts";
import type { CaseRow } from "../../language/table.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import {
  ARGUMENT_COUNTS,
  type ArgumentCount,
  CONTEXTS,
  type ContextChoice,
} from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CANCEL = ["call-soon-threadsafe.returns-cancellable-handle"] as const;
const OTHER = ["call-soon-threadsafe.cancel-from-other-thread"] as const;
const AS_HANDLE = { as: "h" };
const last = callback(END);
const [NO_CONTEXT] = CONTEXTS;
const [NO_ARGUMENTS] = ARGUMENT_COUNTS;

/** A thread schedules while a callback holds the loop; that callback cancels before it lets go. */
const heldAndCancelled = (
  { args, params }: ArgumentCount,
  { before, options }: ContextChoice,
): CaseRow => ({
  clauses: CANCEL,
  fns: {
    job: callbackWith(params),
    last,
    worker: quiet(threadFunction(callSoonThreadsafe("job", args, { ...options, ...AS_HANDLE }))),
    holds: callback(callSoon("last"), thread("worker", "t"), join("t"), cancel("h")),
  },
  main: [...before, ...untilEnd(callSoon("holds")), runFor(0.002)],
  expect: trace("holds", "last"),
});

/** The same, but that thread itself cancels. */
const cancelledInThread = ({ slug, title, args, params }: ArgumentCount): CaseDefinition =>
  kase(
    `call-soon-threadsafe/cancel-in-thread-${slug}`,
    `cancelled by the thread that scheduled it, a callback ${title} does not run`,
    {
      clauses: OTHER,
      fns: {
        job: callbackWith(params),
        worker: quiet(threadFunction(callSoonThreadsafe("job", args, AS_HANDLE), cancel("h"))),
        holds: callback(thread("worker", "t"), join("t")),
      },
      main: [callSoon("holds"), runFor(0.005)],
      expect: trace("holds"),
    },
  );

/** What can be done with the handle. */
export const callSoonThreadsafeHandle = table([
  ...ARGUMENT_COUNTS.flatMap((count) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon-threadsafe/cancel-${count.slug}-${context.slug}`,
        `cancelled in the loop's thread, another's callback ${count.title} ${context.title} does not run`,
        heldAndCancelled(count, context),
      ),
    ),
  ),
  ...underEach("call-soon-threadsafe/cancel", "a cancelled callback does not run", () =>
    heldAndCancelled(NO_ARGUMENTS!, NO_CONTEXT!),
  ),
  ...OWN_PLACES.flatMap((place) =>
    ARGUMENT_COUNTS.map(({ slug, title, args, params }) => {
      const row = placed(
        place,
        [callSoonThreadsafe("job", args, AS_HANDLE), callSoon("last"), cancel("h")],
        { clauses: CANCEL, fns: { job: callbackWith(params), last }, expect: trace("last") },
      );
      return kase(
        `call-soon-threadsafe/cancel-${slug}-${place.slug}`,
        `scheduled and cancelled ${place.title}, a callback ${title} does not run`,
        row,
      );
    }),
  ),
  kase("call-soon-threadsafe/cancel-before-run", "cancelled before the run, it does not run", {
    clauses: CANCEL,
    fns: {
      job: callback(),
      last,
      worker: quiet(threadFunction(callSoonThreadsafe("job", [], AS_HANDLE))),
    },
    main: untilEnd(thread("worker", "t"), join("t"), cancel("h"), callSoon("last")),
    expect: trace("last"),
  }),
  kase("call-soon-threadsafe/cancel-own-only", "another callback of that thread runs", {
    clauses: CANCEL,
    fns: {
      job: callback(),
      last,
      worker: quiet(
        threadFunction(callSoonThreadsafe("job", [], AS_HANDLE), callSoonThreadsafe("last")),
      ),
      holds: callback(thread("worker", "t"), join("t"), cancel("h")),
    },
    main: untilEnd(callSoon("holds")),
    expect: trace("holds", "last"),
  }),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    kase(
      `call-soon-threadsafe/cancelled-${slug}`,
      `cancelled() reports the cancellation of a callback ${title}`,
      {
        clauses: ["call-soon.handle-cancelled-query"],
        fns: { job: callbackWith(params) },
        main: [
          callSoonThreadsafe("job", args, AS_HANDLE),
          show("before", { m: "cancelled", on: variable("h") }),
          cancel("h"),
          show("after", { m: "cancelled", on: variable("h") }),
        ],
        expect: trace("before=False", "after=True"),
      },
    ),
  ),
  ...ARGUMENT_COUNTS.map(cancelledInThread),
  kase("call-soon-threadsafe/cancel-waits", "a cancel during the callback waits for its end", {
    clauses: ["call-soon-threadsafe.cancel-waits-for-running-callback"],
    fns: {
      job: callback(eventSet("running"), wait("cancelling"), block(0.02), log("job ends")),
      worker: quiet(
        threadFunction(
          callSoonThreadsafe("job", [], AS_HANDLE),
          wait("running"),
          eventSet("cancelling"),
          cancel("h"),
          log("cancel returns"),
        ),
      ),
    },
    main: [event("running"), event("cancelling"), thread("worker", "t"), runFor(0.05), join("t")],
    expect: trace("job", "job ends", "cancel returns"),
  }),
]);
