/** `loop.stop()`: several calls are one, and a call on an idle loop waits for the next run. */
import {
  callback,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  show,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  removeReader,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { IS_RUNNING } from "../kit/shorthand.ts";

const ONCE = "stop.idempotent-in-batch";
const IDLE = "stop.on-idle-loop-is-pending";

/** A run that must last until `later` stops it. */
const nextRun: Operation[] = [
  callLater(0.01, "later"),
  log("next run"),
  runForever(),
  log("returned"),
];
const nextTrace = ["next run", "later", "returned"];
const later = callback(stop());

export const stopOnce = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `stop/twice-in-a-callback-${slug}`,
      `two calls of stop() in one callback end one run ${title}`,
      {
        clauses: [ONCE],
        fns: { ...fns, halt: callback(stop(), stop()), later },
        main: [...before, callSoon("halt"), runForever(), ...nextRun],
        expect: trace(...shown, "halt", ...nextTrace),
      },
    ),
  ),
  kase("stop/in-two-callbacks-of-a-batch", "stop() in two callbacks of a batch ends one run", {
    clauses: [ONCE],
    fns: { one: callback(stop()), two: callback(stop()), later },
    main: [callSoon("one"), callSoon("two"), runForever(), ...nextRun],
    expect: trace("one", "two", ...nextTrace),
  }),
  kase("stop/a-thousand-times-in-a-batch", "1,000 calls of stop() in a batch end one run", {
    clauses: [ONCE],
    fns: { later },
    main: [repeat(1000, callSoon(STOP)), runForever(), ...nextRun],
    expect: trace(...nextTrace),
  }),
  kase("stop/directly-and-scheduled", "stop() in a callback and loop.stop behind it are one", {
    clauses: [ONCE],
    fns: { halt: callback(stop()), later },
    main: [callSoon("halt"), callSoon(STOP), runForever(), ...nextRun],
    expect: trace("halt", ...nextTrace),
  }),
  kase("stop/twice-in-a-reader", "two calls of stop() in a descriptor's callback end one run", {
    clauses: [ONCE],
    fns: { reader: callback(drain("p"), removeReader("p"), stop(), stop()), later },
    main: [pair("p"), addReader("p", "reader"), makeReady("p"), runForever(), ...nextRun],
    expect: trace("reader", ...nextTrace),
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `stop/on-an-idle-loop-waits-for-the-run-${slug}`,
      `stop() on a loop that does not run runs nothing by itself and makes the next run one pass ${title}`,
      {
        clauses: [IDLE],
        fns: { ...fns, a: callback() },
        main: [...before, callSoon("a"), stop(), log("stopped"), runForever(), log("returned")],
        expect: trace(...shown, "stopped", "a", "returned"),
      },
    ),
  ),
  kase(
    "stop/on-an-idle-loop-does-not-make-it-run",
    "stop() on an idle loop leaves it not running",
    {
      clauses: [IDLE, "is-running.false-before-and-after"],
      main: [stop(), show("pending", IS_RUNNING), runForever(), show("after", IS_RUNNING)],
      expect: trace("pending=False", "after=False"),
    },
  ),
  kase(
    "stop/on-an-idle-loop-a-thousand-calls",
    "1,000 calls of stop() on an idle loop end one run",
    {
      clauses: [ONCE, IDLE],
      fns: { a: quiet(callback()), later },
      main: [callSoon("a"), repeat(1000, stop()), runForever(), ...nextRun],
      expect: trace(...nextTrace),
    },
  ),
]);
