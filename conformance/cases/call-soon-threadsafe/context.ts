import {
  assign,
  await_,
  call,
  callback,
  contextVarSet,
  contextVarShow,
  coroutine,
  event,
  eventSet,
  inContext,
  join,
  quiet,
  show,
  thread,
  threadFunction,
  variable,
  variadic,
  wait,
} from "../../language/build.ts";
import { callSoonThreadsafe, createTask } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, placeOf } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const EXPLICIT = ["call-soon-threadsafe.context-explicit"] as const;
const DEFAULT = ["call-soon-threadsafe.context-default-of-calling-thread"] as const;
const IN_CONTEXT = { context: variable("given") };
const inThread = placeOf("thread");

/** Makes a context in which `who` is `inner`, and leaves the caller with `outer`. */
const makeContext: readonly Operation[] = [
  contextVarSet("who", "inner"),
  assign("given", { make: "copy_context" }),
  contextVarSet("who", "outer"),
];
const job = variadic(callback(END, contextVarShow("who"), contextVarSet("who", "changed")));
const showGiven = show("given", { cv: "who", in: variable("given") });

/** In which context a callback of call_soon_threadsafe runs. */
export const callSoonThreadsafeContext = table([
  ...ARGUMENT_COUNTS.map(({ slug, title, args }) => {
    const row = placed(
      inThread,
      [callSoonThreadsafe("job", args, IN_CONTEXT)],
      {
        clauses: EXPLICIT,
        fns: { job },
        expect: trace(called("job", args), "who=inner", "given=changed"),
      },
      makeContext,
    );
    return kase(
      `call-soon-threadsafe/context-${slug}`,
      `another thread's callback ${title} runs in the context given`,
      { ...row, main: [...row.main, showGiven] },
    );
  }),
  ...OWN_PLACES.map((place) => {
    const row = placed(place, [...makeContext, callSoonThreadsafe("job", [], IN_CONTEXT)], {
      clauses: EXPLICIT,
      fns: { job },
      expect: trace("job()", "who=inner", "given=changed"),
    });
    return kase(
      `call-soon-threadsafe/context-${place.slug}`,
      `a callback scheduled ${place.title} runs in the context given`,
      { ...row, main: [...row.main, showGiven] },
    );
  }),
  ...underEach("call-soon-threadsafe/context", "a callback runs in the context given", () => {
    const row = placed(
      inThread,
      [callSoonThreadsafe("job", [1], IN_CONTEXT)],
      { clauses: EXPLICIT, fns: { job }, expect: trace("job(1)", "who=inner", "given=changed") },
      makeContext,
    );
    return { ...row, main: [...row.main, showGiven] };
  }),
  kase("call-soon-threadsafe/context-made-in-thread", "a context made in the thread can be given", {
    ...placed(inThread, [...makeContext, callSoonThreadsafe("job", [], IN_CONTEXT)], {
      clauses: EXPLICIT,
      fns: { job },
      expect: trace("job()", "who=inner"),
    }),
  }),
  kase("call-soon-threadsafe/context-empty", "in an empty context no variable has a value", {
    ...placed(
      inThread,
      [
        contextVarSet("who", "thread"),
        callSoonThreadsafe("job", [], { context: { make: "context" } }),
      ],
      { clauses: EXPLICIT, fns: { job }, expect: trace("job()", "who=unset") },
      [contextVarSet("who", "main")],
    ),
  }),
  kase("call-soon-threadsafe/context-shared", "callbacks given one context share its changes", {
    ...placed(
      inThread,
      [callSoonThreadsafe("first", [], IN_CONTEXT), callSoonThreadsafe("job", [], IN_CONTEXT)],
      {
        clauses: EXPLICIT,
        fns: { first: quiet(callback(contextVarSet("who", "first"))), job },
        expect: trace("job()", "who=first"),
      },
      makeContext,
    ),
  }),
  ...ARGUMENT_COUNTS.map(({ slug, title, args }) =>
    kase(
      `call-soon-threadsafe/default-context-${slug}`,
      `another thread's callback ${title} sees that thread's values`,
      placed(
        inThread,
        [
          contextVarSet("who", "thread"),
          callSoonThreadsafe("job", args),
          contextVarSet("who", "later"),
        ],
        { clauses: DEFAULT, fns: { job }, expect: trace(called("job", args), "who=thread") },
        [contextVarSet("who", "main")],
      ),
    ),
  ),
  ...underEach(
    "call-soon-threadsafe/default-context",
    "another thread's callback sees that thread's values",
    () =>
      placed(
        inThread,
        [
          contextVarSet("who", "thread"),
          callSoonThreadsafe("job", [1]),
          contextVarSet("who", "later"),
        ],
        { clauses: DEFAULT, fns: { job }, expect: trace("job(1)", "who=thread") },
        [contextVarSet("who", "main")],
      ),
  ),
  kase("call-soon-threadsafe/default-context-unset", "a value of the loop's thread is not seen", {
    ...placed(
      inThread,
      [inContext({ make: "context" }, callSoonThreadsafe("job"))],
      { clauses: DEFAULT, fns: { job }, expect: trace("job()", "who=unset") },
      [contextVarSet("who", "main")],
    ),
  }),
  kase(
    "call-soon-threadsafe/default-context-no-leak",
    "what a thread's callback changes the thread does not see",
    {
      ...placed(
        inThread,
        [
          contextVarSet("who", "thread"),
          callSoonThreadsafe("job"),
          wait("ran"),
          contextVarShow("who"),
        ],
        {
          clauses: DEFAULT,
          fns: { job: quiet(callback(contextVarSet("who", "changed"), eventSet("ran"), END)) },
          expect: trace("who=thread"),
        },
        [event("ran")],
      ),
    },
  ),
  kase(
    "call-soon-threadsafe/default-context-no-leak-to-loop",
    "what a thread's callback changes the loop's thread does not see",
    {
      clauses: DEFAULT,
      fns: {
        job,
        worker: quiet(threadFunction(contextVarSet("who", "thread"), callSoonThreadsafe("job"))),
      },
      main: [
        contextVarSet("who", "main"),
        ...untilEnd(thread("worker", "t")),
        join("t"),
        contextVarShow("who"),
      ],
      expect: trace("job()", "who=thread", "who=main"),
    },
  ),
  kase(
    "call-soon-threadsafe/default-context-before-run",
    "a callback that a thread schedules before the run sees that thread's values",
    {
      clauses: DEFAULT,
      fns: {
        job,
        worker: quiet(threadFunction(contextVarSet("who", "thread"), callSoonThreadsafe("job"))),
      },
      main: [contextVarSet("who", "main"), ...untilEnd(thread("worker", "t"), join("t"))],
      expect: trace("job()", "who=thread"),
    },
  ),
  kase("call-soon-threadsafe/default-context-two-threads", "each thread's callback sees its own", {
    clauses: DEFAULT,
    fns: {
      first: quiet(callback(contextVarShow("who"))),
      second: quiet(callback(contextVarShow("who"), END)),
      worker: quiet(threadFunction(contextVarSet("who", "one"), callSoonThreadsafe("first"))),
      later: quiet(
        threadFunction(join("t"), contextVarSet("who", "two"), callSoonThreadsafe("second")),
      ),
    },
    main: [...untilEnd(thread("worker", "t"), join("t"), thread("later", "u"), join("u"))],
    expect: { trace: [{ any_order: ["who=one", "who=two"] }] },
  }),
  kase(
    "call-soon-threadsafe/default-context-own-thread",
    "in the loop's thread it is the caller's",
    {
      clauses: DEFAULT,
      fns: { job },
      main: untilEnd(
        contextVarSet("who", "early"),
        callSoonThreadsafe("job"),
        contextVarSet("who", "late"),
      ),
      expect: trace("job()", "who=early"),
    },
  ),
  kase(
    "call-soon-threadsafe/default-context-executor",
    "an executor's function gives its context",
    {
      clauses: DEFAULT,
      fns: {
        worker: quiet(threadFunction(contextVarSet("who", "executor"), callSoonThreadsafe("job"))),
        main: quiet(coroutine(await_({ m: "run_in_executor", args: [null, { fn: "worker" }] }))),
        job,
      },
      main: [contextVarSet("who", "main"), ...untilEnd(createTask(call("main"), "task"))],
      expect: trace("job()", "who=executor"),
    },
  ),
]);
