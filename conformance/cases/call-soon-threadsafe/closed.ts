import type { ClauseId } from "../../clauses/index.ts";
import {
  callback,
  callbackWith,
  event,
  eventSet,
  join,
  quiet,
  thread,
  threadFunction,
  try_,
  wait,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { callSoonThreadsafe, close, runFor, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";

const refused = try_(callSoonThreadsafe("job"));

/** The error on a closed loop; up to the edition that promises it, it is only observed. */
const closed = (clause: ClauseId, suffix: string): readonly CaseDefinition[] => [
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args, params }) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon-threadsafe/closed-${slug}-${context.slug}${suffix}`,
        `a closed loop takes no callback ${title} ${context.title}`,
        {
          clauses: [clause],
          fns: { job: callbackWith(params) },
          main: [
            ...context.before,
            close(),
            try_(callSoonThreadsafe("job", args, context.options)),
          ],
          expect: trace("!RuntimeError"),
        },
      ),
    ),
  ),
  kase(
    `call-soon-threadsafe/closed-in-thread${suffix}`,
    "a closed loop takes no callback of another thread",
    {
      clauses: [clause],
      fns: { job: callback(), worker: quiet(threadFunction(refused)) },
      main: [close(), thread("worker", "t"), join("t")],
      expect: trace("!RuntimeError"),
    },
  ),
  kase(
    `call-soon-threadsafe/closed-meanwhile${suffix}`,
    "a loop that was closed meanwhile takes no callback of a thread",
    {
      clauses: [clause],
      fns: {
        job: callback(),
        worker: quiet(
          threadFunction(callSoonThreadsafe("job"), eventSet("called"), wait("closed"), refused),
        ),
      },
      main: [
        event("called"),
        event("closed"),
        thread("worker", "t"),
        wait("called"),
        runFor(0.005),
        close(),
        eventSet("closed"),
        join("t"),
      ],
      expect: trace("job", "!RuntimeError"),
    },
  ),
  kase(
    `call-soon-threadsafe/closed-debug${suffix}`,
    "a closed loop takes no threadsafe callback in debug mode",
    {
      clauses: [clause],
      fns: { job: callback(), worker: quiet(threadFunction(refused)) },
      main: [setDebug(true), close(), refused, thread("worker", "t"), join("t")],
      expect: trace("!RuntimeError", "!RuntimeError"),
    },
  ),
];

/** What call_soon_threadsafe refuses. */
export const callSoonThreadsafeClosed = table([
  ...closed("call-soon-threadsafe.closed-rejected", ""),
  ...closed("call-soon-threadsafe.closed-rejected-unpromised", "-unpromised"),
]);
