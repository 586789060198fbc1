/** `loop.close()` during a run is refused, and the loop goes on. */
import {
  call,
  callback,
  coroutine,
  drain,
  join,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  return_,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
} from "../../language/build.ts";
import {
  addReader,
  CLOSE,
  callLater,
  callSoon,
  close,
  runForever,
  runForeverFor,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";
import { IS_CLOSED, IS_RUNNING } from "../kit/shorthand.ts";

const REFUSED = "close.running-rejected";
const INTACT = "close.rejected-close-leaves-loop-intact";

const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
const tryClose = try_(close(), log("closed"));
const state: Operation[] = [show("closed", IS_CLOSED), show("running", IS_RUNNING)];
const stateTrace = ["closed=False", "running=True"];

export const closeRefused = table([
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([tryClose, stop()]);
    return kase(`close/refused-from-${slug}`, `close() ${title} raises RuntimeError`, {
      clauses: [REFUSED],
      fns,
      main: [...before, runForever(), ...after],
      expect: trace("!RuntimeError"),
    });
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`close/refused-${slug}`, `close() in a coroutine raises RuntimeError ${title}`, {
      clauses: [REFUSED],
      fns: { ...fns, work: coroutine(sleep(0), tryClose) },
      main: [...before, runUntilComplete(call("work"))],
      expect: trace(...shown, "work", "!RuntimeError"),
    }),
  ),
  kase(
    "close/refused-from-another-thread",
    "close() from another thread during a run raises RuntimeError",
    {
      clauses: [REFUSED],
      fns: {
        intrudes: quiet(threadFunction(tryClose)),
        outer: callback(thread("intrudes", "intruder"), join("intruder"), stop()),
      },
      main: [callSoon("outer"), runForever()],
      expect: trace("outer", "!RuntimeError"),
    },
  ),
  kase("close/refused-behind-stop", "close() behind stop() in the same batch raises RuntimeError", {
    clauses: [REFUSED],
    fns: { halt: callback(stop(), tryClose), last: callback(tryClose) },
    main: [callSoon("halt"), callSoon("last"), runForever()],
    expect: trace("halt", "!RuntimeError", "last", "!RuntimeError"),
  }),
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([tryClose, ...state, callLater(0.002, "later")]);
    return kase(
      `close/refused-from-${slug}-leaves-the-loop-running`,
      `after a refused close() ${title} the loop is open and running and goes on`,
      {
        clauses: [INTACT],
        fns: { ...fns, later: callback(...state, stop()) },
        main: [...before, runForever(), log("returned"), ...after],
        expect: trace("!RuntimeError", ...stateTrace, "later", ...stateTrace, "returned"),
      },
    );
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `close/refused-leaves-everything-served-${slug}`,
      `after a refused close() callbacks, timers and descriptors are served ${title}`,
      {
        clauses: [INTACT],
        fns: {
          ...fns,
          outer: callback(tryClose, callSoon("soon"), makeReady("p")),
          soon: callback(),
          reader: callback(drain("p")),
          timer: callback(stop()),
        },
        main: [
          ...before,
          pair("p"),
          addReader("p", "reader"),
          callSoon("outer"),
          callLater(0.04, "timer"),
          runForever(),
          log("returned"),
        ],
        expect: trace(
          ...shown,
          "outer",
          "!RuntimeError",
          { any_order: ["soon", "reader"] },
          "timer",
          "returned",
        ),
      },
    ),
  ),
  kase(
    "close/refused-a-hundred-times",
    "after 100 refused calls of close() the run ends with its result",
    {
      clauses: [INTACT],
      fns: { work: quiet(coroutine(repeat(100, try_(close())), sleep(0.002), return_(7))) },
      main: [runUntilComplete(call("work"), { show: "result" })],
      expect: trace(...Array<string>(100).fill("!RuntimeError"), "result=7"),
    },
  ),
  kase(
    "close/refused-and-then-closed",
    "a loop whose close() was refused can be closed after the run",
    {
      clauses: [INTACT],
      fns: { work: coroutine(tryClose) },
      main: [runUntilComplete(call("work")), close(), show("closed", IS_CLOSED)],
      expect: trace("work", "!RuntimeError", "closed=True"),
    },
  ),
  kase(
    "close/scheduled-close-does-not-end-the-run",
    "loop.close as a callback fails and the run goes on",
    {
      clauses: [INTACT],
      fns: { later: callback(...state) },
      main: [callSoon(CLOSE), callSoon("later"), ...runForeverFor(0.002), log("returned")],
      expect: trace("later", ...stateTrace, "returned"),
    },
  ),
]);
