import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  quiet,
  raise,
  repeatWith,
  sleep,
  variable,
} from "../../language/build.ts";
import { callSoon, cancel, createTask, runForever, STOP } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon.fifo"] as const;
const job = callbackWith(["n"]);
const last = quiet(callback(END));
const jobs = (count: number) => repeatWith(count, "i", callSoon("job", [variable("i")]));

/** Callbacks run in the order of their registration. */
export const callSoonOrder = table([
  ...OWN_PLACES.map((place) =>
    kase(`call-soon/order-${place.slug}`, `scheduled ${place.title}, callbacks keep their order`, {
      ...placed(place, [jobs(20), callSoon("last")], {
        clauses: CLAUSES,
        fns: { job, last },
        expect: trace(...numbered("job", 20)),
      }),
    }),
  ),
  ...underEach("call-soon/order", "callbacks keep their order", () => ({
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(jobs(20), callSoon("last")),
    expect: trace(...numbered("job", 20)),
  })),
  kase("call-soon/order-2100", "2,100 callbacks keep their order", {
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(jobs(2100), callSoon("last")),
    expect: trace(...numbered("job", 2100)),
  }),
  kase(
    "call-soon/order-2100-from-callback",
    "2,100 callbacks that a callback schedules keep their order",
    {
      clauses: CLAUSES,
      fns: { job, last, outer: callback(jobs(2100), callSoon("last")) },
      main: untilEnd(callSoon("outer")),
      expect: trace("outer", ...numbered("job", 2100)),
    },
  ),
  kase("call-soon/order-run-forever", "callbacks keep their order under run_forever", {
    clauses: CLAUSES,
    fns: { job },
    main: [jobs(100), callSoon(STOP), runForever()],
    expect: trace(...numbered("job", 100)),
  }),
  kase("call-soon/order-of-runs", "callbacks keep their order in each of five runs", {
    clauses: CLAUSES,
    fns: { job },
    main: [{ op: "repeat", times: 5, body: [jobs(5), callSoon(STOP), runForever()] }],
    expect: trace(...Array.from({ length: 5 }, () => numbered("job", 5)).flat()),
  }),
  kase(
    "call-soon/order-mixed-arguments",
    "callbacks with different numbers of arguments keep their order",
    {
      clauses: CLAUSES,
      fns: {
        ...Object.fromEntries(
          ARGUMENT_COUNTS.map(({ count, params }) => [`f${count}`, callbackWith(params)]),
        ),
        last,
      },
      main: untilEnd(
        ...[...ARGUMENT_COUNTS, ...ARGUMENT_COUNTS].map(({ count, args }) =>
          callSoon(`f${count}`, args),
        ),
        callSoon("last"),
      ),
      expect: trace(
        // Not a palindrome: the reverse order has to show.
        ...[...ARGUMENT_COUNTS, ...ARGUMENT_COUNTS].map(({ count, shown }) => `f${count}${shown}`),
      ),
    },
  ),
  kase("call-soon/order-mixed-contexts", "callbacks in different contexts keep their order", {
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(
      assign("empty", { make: "context" }),
      assign("copy", { make: "copy_context" }),
      callSoon("job", [0]),
      callSoon("job", [1], { context: variable("empty") }),
      callSoon("job", [2], { context: variable("copy") }),
      callSoon("job", [3]),
      callSoon("job", [4], { context: variable("empty") }),
      callSoon("last"),
    ),
    expect: trace(...numbered("job", 5)),
  }),
  kase("call-soon/order-past-cancelled", "cancelled callbacks leave the order of the rest", {
    clauses: CLAUSES,
    fns: { job, last, dropped: quiet(callback()) },
    main: untilEnd(
      callSoon("job", [0]),
      callSoon("dropped", [], { as: "first" }),
      callSoon("job", [1]),
      callSoon("dropped", [], { as: "second" }),
      callSoon("dropped", [], { as: "third" }),
      callSoon("job", [2]),
      ...["first", "second", "third"].map(cancel),
      callSoon("last"),
    ),
    expect: trace(...numbered("job", 3)),
  }),
  kase("call-soon/order-past-error", "a callback's error leaves the order of the rest", {
    clauses: CLAUSES,
    fns: { job, last, fails: callback(raise("AppError")) },
    main: untilEnd(
      callSoon("job", [0]),
      callSoon("fails"),
      callSoon("job", [1]),
      callSoon("fails"),
      callSoon("job", [2]),
      callSoon("last"),
    ),
    expect: trace("job(0)", "fails", "job(1)", "fails", "job(2)"),
  }),
  kase("call-soon/order-two-sources", "callbacks of two callbacks run one after the other", {
    clauses: CLAUSES,
    fns: {
      first: callback(callSoon("job", [0]), callSoon("job", [1])),
      second: callback(callSoon("job", [2]), callSoon("job", [3]), callSoon("last")),
      job,
      last,
    },
    main: untilEnd(callSoon("first"), callSoon("second")),
    expect: trace("first", "second", ...numbered("job", 4)),
  }),
  kase("call-soon/order-main-then-callback", "main's callbacks run before a callback's", {
    clauses: CLAUSES,
    fns: { outer: callback(callSoon("job", [3]), callSoon("last")), job, last },
    main: untilEnd(
      callSoon("outer"),
      callSoon("job", [0]),
      callSoon("job", [1]),
      callSoon("job", [2]),
    ),
    expect: trace("outer", ...numbered("job", 4)),
  }),
  kase("call-soon/order-across-await", "a task's callbacks keep their order across its awaits", {
    clauses: CLAUSES,
    fns: {
      main: coroutine(
        callSoon("job", [0]),
        callSoon("job", [1]),
        sleep(0),
        callSoon("job", [2]),
        sleep(0.005),
        callSoon("job", [3]),
        callSoon("last"),
      ),
      job,
      last,
    },
    main: untilEnd(createTask(call("main"), "task")),
    expect: trace("main", ...numbered("job", 4)),
  }),
  kase("call-soon/order-different-callables", "functions and partials share one order", {
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(
      callSoon("job", [0]),
      callSoon({ partial: { fn: "job" }, args: [1] }),
      callSoon("job", [2]),
      callSoon({ partial: { fn: "job" } }, [3]),
      callSoon("last"),
    ),
    expect: trace(...numbered("job", 4)),
  }),
]);
