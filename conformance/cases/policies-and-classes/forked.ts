/** What a forked child has of its parent's loops. */
import {
  assign,
  call,
  callback,
  coroutine,
  log,
  quiet,
  raiseSignal,
  show,
  sleep,
  try_,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  loopCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { setCurrent } from "../kit/lookups.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const NONE = "fork.child-has-no-loop";
const INHERITS = "fork.child-inherits-current-loop";
const fork = (...body: Operation[]): Operation => ({ op: "fork", body });
const current = setCurrent(variable("loop"));
/** Whether the current loop is the parent's. Some editions make a new one here, others raise. */
const asks = tryExcept(
  [
    assign("found", asyncio("get_event_loop")),
    show("inherited", { same: [variable("found"), variable("loop")] }),
  ],
  "error",
  log("inherited=False"),
);
const running = try_(show("running", asyncio("get_running_loop")));
const SIGUSR1 = { signal_number: "SIGUSR1" } as const;

/** Where a child is forked. */
const PLACES: readonly (readonly [slug: string, title: string, main: readonly Operation[]])[] = [
  ["in-main", "before any run", [current, fork(asks)]],
  ["after-a-run", "after a run", [current, runFor(0), fork(asks)]],
  [
    "after-another",
    "when another loop was current before",
    [setCurrent({ make: "loop" }), current, fork(asks)],
  ],
];

export const forked = table([
  ...PLACES.flatMap(([slug, title, main]) => [
    kase(`fork/no-current-loop-${slug}`, `a child that is forked ${title} has no current loop`, {
      clauses: [NONE],
      main,
      expect: trace("inherited=False"),
    }),
    kase(`fork/current-loop-${slug}`, `a child that is forked ${title} has its parent's loop`, {
      clauses: [INHERITS],
      main,
      expect: trace("inherited=True"),
    }),
  ]),
  kase("fork/no-running-loop-in-a-callback", "a child forked from a callback runs no loop", {
    clauses: [NONE],
    fns: { ...ROUNDS, job: quiet(callback(fork(running))) },
    main: [callSoon("job"), runRounds],
    expect: trace("!RuntimeError"),
  }),
  kase("fork/runs-a-loop-of-its-own", "a child forked from a run can run a loop of its own", {
    clauses: [NONE],
    fns: {
      child: coroutine(sleep(0)),
      work: quiet(coroutine(fork(show("ran", { run: call("child") })), log("parent"))),
    },
    main: [runUntilComplete(call("work"))],
    expect: trace("child", "ran=None", "parent"),
  }),
  kase("fork/signals-stay-apart", "a signal in a child does not wake its parent's loop", {
    clauses: [NONE],
    fns: {
      told: callback(),
      work: quiet(coroutine(fork(raiseSignal("SIGUSR1"), log("signalled")), sleep(0.01))),
    },
    main: [
      loopCall("add_signal_handler", [SIGUSR1, { fn: "told" }]),
      runUntilComplete(call("work")),
      loopCall("remove_signal_handler", [SIGUSR1]),
      runFor(0),
    ],
    expect: trace("signalled"),
  }),
]);
