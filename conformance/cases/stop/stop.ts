/** `loop.stop()`: it ends the run, and the callback that called it goes on. */
import {
  await_,
  call,
  callback,
  coroutine,
  log,
  raise,
  repeat,
  show,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES, SCHEDULERS } from "../kit/dimensions.ts";
import { LONG } from "../kit/shorthand.ts";

const DURING = PLACES.filter(({ duringRun }) => duringRun);
const IN_THE_LOOP = DURING.filter(({ ownThread }) => ownThread);

export const stopping = table([
  ...DURING.map(({ slug, title, ownThread, put }) => {
    const { fns, before, after } = put([ownThread ? stop() : callSoonThreadsafe(STOP)]);
    return kase(`stop/ends-run-${slug}`, `stop() ${title} ends run_forever()`, {
      clauses: [ownThread ? "stop.ends-run" : "stop.cross-thread-via-threadsafe"],
      fns,
      main: [...before, runForever(), log("returned"), ...after],
      expect: trace("returned"),
    });
  }),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`stop/ends-run-given-to-${slug}`, `loop.stop given to ${method} ends run_forever()`, {
      clauses: ["stop.ends-run"],
      main: [schedule(STOP), runForever(), log("returned")],
      expect: trace("returned"),
    }),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`stop/ends-run-${slug}`, `stop() from a callback ends run_forever() ${title}`, {
      clauses: ["stop.ends-run"],
      fns: { ...fns, halt: callback(stop()) },
      main: [...before, callSoon("halt"), runForever(), log("returned")],
      expect: trace(...shown, "halt", "returned"),
    }),
  ),
  kase("stop/ends-run-a-thousand-times", "stop() ends each of 1,000 runs", {
    timeout: LONG,
    clauses: ["stop.ends-run"],
    main: [repeat(1000, callSoon(STOP), runForever()), log("returned")],
    expect: trace("returned"),
  }),
  kase("stop/ends-run-after-an-await", "stop() from a coroutine that has waited ends the run", {
    clauses: ["stop.ends-run"],
    fns: { work: coroutine(await_(variable("future")), stop()), resolve: callback() },
    main: [
      createFuture("future"),
      createTask(call("work"), "task"),
      callSoon({ bound: "set_result", on: variable("future") }, [1]),
      callSoon("resolve"),
      runForever(),
      log("returned"),
    ],
    expect: trace({ interleave: [["work"], ["resolve"]] }, "returned"),
  }),
  kase("stop/ends-run-although-work-is-left", "stop() ends the run although callbacks wait", {
    clauses: ["stop.ends-run"],
    fns: { again: { ...callback(callSoon("again")), quiet: true }, halt: callback(stop()) },
    main: [callSoon("again"), callLater(0.005, "halt"), runForever(), log("returned")],
    expect: trace("halt", "returned"),
  }),
  kase(
    "stop/ends-run-before-an-error",
    "a callback that calls stop() and then raises ends the run",
    {
      clauses: ["stop.ends-run"],
      fns: { halt: callback(stop(), raise("AppError")) },
      main: [callSoon("halt"), runForever(), log("returned")],
      expect: trace("halt", "returned"),
    },
  ),
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([log("before"), stop(), log("after"), log("end")]);
    return kase(
      `stop/current-callback-completes-${slug}`,
      `what calls stop() ${title} goes on to its end`,
      {
        clauses: ["stop.current-callback-completes"],
        fns,
        main: [...before, runForever(), log("returned"), ...after],
        expect: trace("before", "after", "end", "returned"),
      },
    );
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `stop/current-callback-completes-${slug}`,
      `a callback goes on after its call of stop() ${title}`,
      {
        clauses: ["stop.current-callback-completes"],
        fns: { ...fns, halt: callback(stop(), log("after")) },
        main: [...before, callSoon("halt"), runForever(), log("returned")],
        expect: trace(...shown, "halt", "after", "returned"),
      },
    ),
  ),
  kase("stop/returns-none-in-a-run", "stop() during a run returns None", {
    clauses: ["stop.returns-none"],
    fns: { halt: callback(stop({ show: "stop" })) },
    main: [callSoon("halt"), runForever()],
    expect: trace("halt", "stop=None"),
  }),
  kase("stop/returns-none-without-a-run", "stop() on a loop that does not run returns None", {
    clauses: ["stop.returns-none"],
    main: [stop({ show: "stop" })],
    expect: trace("stop=None"),
  }),
  kase("stop/on-a-closed-loop", "stop() on a closed loop does not raise", {
    clauses: ["stop.on-closed-loop"],
    main: [close(), stop(), show("is_closed", { m: "is_closed" })],
    expect: trace("is_closed=True"),
  }),
  kase("stop/other-loop-goes-on", "stop() of one loop does not end a run of another", {
    clauses: ["stop.ends-run"],
    fns: {
      halt_other: callback(stop({ on: variable("other") }), callLater(0.01, "later")),
      later: callback(stop()),
    },
    main: [
      { op: "do", what: { make: "loop" }, as: "other" },
      callSoon("halt_other"),
      runForever(),
      log("returned"),
    ],
    expect: trace("halt_other", "later", "returned"),
  }),
]);
