import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  drain,
  join,
  makeReady,
  pair,
  quiet,
  show,
  thread,
  threadFunction,
  variable,
  variadic,
  withKeywords,
} from "../../language/build.ts";
import type { ProgramFunction } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import {
  addReader,
  callSoon,
  callSoonThreadsafe,
  createFuture,
  methodCall,
  removeReader,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { SCHEDULERS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["partial.delivers-keywords"] as const;
const anything = (...body: ProgramFunction["body"]): ProgramFunction =>
  withKeywords(variadic(callback(...body)));
const of = (fn: string, args: readonly Expression[] = [], kwargs: Keywords = {}): Expression => ({
  partial: { fn },
  ...(args.length === 0 ? {} : { args }),
  ...(Object.keys(kwargs).length === 0 ? {} : { kwargs }),
});

/** What is bound, what the scheduling call adds, and what the function then gets. */
const SHAPES: readonly (readonly [
  slug: string,
  title: string,
  bound: Expression,
  args: readonly Expression[],
  shown: string,
])[] = [
  [
    "example",
    "a text and a keyword",
    of("job", ["Hello"], { flush: true }),
    [],
    "(Hello, flush=True)",
  ],
  ["keyword", "a keyword alone", of("job", [], { flush: true }), [], "(flush=True)"],
  [
    "two-keywords",
    "two keywords",
    of("job", [], { end: "x", flush: true }),
    [],
    "(end=x, flush=True)",
  ],
  ["argument", "an argument alone", of("job", ["Hello"]), [], "(Hello)"],
  ["nothing", "nothing", of("job"), [], "()"],
  [
    "more",
    "arguments before those of the call",
    of("job", [1], { k: 4 }),
    [2, 3],
    "(1, 2, 3, k=4)",
  ],
  [
    "nested",
    "a partial with more arguments",
    { partial: of("job", [1], { a: 1, b: 1 }), args: [2], kwargs: { b: 2, c: 3 } },
    [],
    "(1, 2, a=1, b=2, c=3)",
  ],
];

const HELLO = of("job", ["Hello"], { flush: true });
const GOT = "job(Hello, flush=True)";
/** What is broken where the context does not arrive. */
const CONTEXT_OF = {
  call_soon: "call-soon.context-explicit",
  call_soon_threadsafe: "call-soon-threadsafe.context-explicit",
  call_later: "call-later.args-and-context",
  call_at: "call-later.args-and-context",
} as const;
const job = anything(END);

/** A partial passes what it holds, whatever calls it. */
export const partials = table([
  ...SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    SHAPES.map(([shape, title, bound, args, shown]) =>
      kase(`partial/${shape}-${slug}`, `a partial with ${title} passes it, given to ${method}`, {
        clauses: CLAUSES,
        fns: { job },
        main: untilEnd(schedule(bound, args)),
        expect: trace(`job${shown}`),
      }),
    ),
  ),
  ...OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
    kase(
      `partial/from-${place.slug}`,
      `scheduled ${place.title}, a partial passes its keywords`,
      placed(place, [callSoon(HELLO)], { clauses: CLAUSES, fns: { job }, expect: trace(GOT) }),
    ),
  ),
  ...underEach("partial/call-soon", "a partial passes its keywords", () => ({
    clauses: CLAUSES,
    fns: { job },
    main: untilEnd(callSoon(HELLO)),
    expect: trace(GOT),
  })),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`partial/context-${slug}`, `a partial given to ${method} runs in the context given`, {
      clauses: [CONTEXT_OF[method], ...CLAUSES],
      fns: { job: anything(END, contextVarShow("who")) },
      main: [
        contextVarSet("who", "inner"),
        assign("given", { make: "copy_context" }),
        contextVarSet("who", "outer"),
        ...untilEnd(schedule(HELLO, [], { context: variable("given") })),
      ],
      expect: trace(GOT, "who=inner"),
    }),
  ),
  kase("partial/twice", "one partial may be scheduled twice", {
    clauses: CLAUSES,
    fns: { job: anything(), last: quiet(callback(END)) },
    main: [
      assign("bound", HELLO),
      ...untilEnd(callSoon(variable("bound")), callSoon(variable("bound"), [1]), callSoon("last")),
    ],
    expect: trace(GOT, "job(Hello, 1, flush=True)"),
  }),
  kase("partial/from-thread", "a partial of another thread passes its keywords", {
    clauses: CLAUSES,
    fns: { job, worker: quiet(threadFunction(callSoonThreadsafe(HELLO))) },
    main: [...untilEnd(thread("worker", "t")), join("t")],
    expect: trace(GOT),
  }),
  kase("partial/reader", "a partial passes its keywords when a descriptor is ready", {
    clauses: CLAUSES,
    fns: { job: anything(drain("p"), removeReader("p"), END) },
    main: untilEnd(pair("p"), addReader("p", HELLO), makeReady("p")),
    expect: trace(GOT),
  }),
  kase("partial/executor", "a partial passes its keywords in the executor", {
    clauses: CLAUSES,
    fns: {
      job: withKeywords(variadic(threadFunction())),
      main: quiet(coroutine(await_({ m: "run_in_executor", args: [null, HELLO] }))),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace(GOT),
  }),
  kase("partial/done-callback", "a partial as a done callback gets the future last", {
    clauses: CLAUSES,
    fns: {
      job: withKeywords(
        quiet(
          callbackWith(
            ["text", "done"],
            END,
            show("text", variable("text")),
            show("future", { same: [variable("done"), variable("future")] }),
          ),
        ),
      ),
    },
    main: untilEnd(
      createFuture("future"),
      methodCall("future", "add_done_callback", [HELLO]),
      methodCall("future", "set_result", [null]),
    ),
    expect: trace("text=Hello", "future=True"),
  }),
]);
