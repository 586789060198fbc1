/** `loop.close()` during a run is refused, and the loop goes on. */
import {
  attempt,
  call,
  cb,
  coro,
  drain,
  giveBack,
  join,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  show,
  sleep,
  thread,
  threadFn,
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
const tryClose = attempt(close(), log("closed"));
const state: Operation[] = [show("closed", IS_CLOSED), show("running", IS_RUNNING)];
const stateTrace = ["closed=False", "running=True"];

export const closeRefused = table("conformance/cases/close/refused.ts", [
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
      fns: { ...fns, work: coro(sleep(0), tryClose) },
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
        intrudes: quiet(threadFn(tryClose)),
        outer: cb(thread("intrudes", "intruder"), join("intruder"), stop()),
      },
      main: [callSoon("outer"), runForever()],
      expect: trace("outer", "!RuntimeError"),
    },
  ),
  kase("close/refused-behind-stop", "close() behind stop() in the same batch raises RuntimeError", {
    clauses: [REFUSED],
    fns: { halt: cb(stop(), tryClose), last: cb(tryClose) },
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
        fns: { ...fns, later: cb(...state, stop()) },
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
          outer: cb(tryClose, callSoon("soon"), makeReady("p")),
          soon: cb(),
          reader: cb(drain("p")),
          timer: cb(stop()),
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
      fns: { work: quiet(coro(repeat(100, attempt(close())), sleep(0.002), giveBack(7))) },
      main: [runUntilComplete(call("work"), { show: "result" })],
      expect: trace(...Array<string>(100).fill("!RuntimeError"), "result=7"),
    },
  ),
  kase(
    "close/refused-and-then-closed",
    "a loop whose close() was refused can be closed after the run",
    {
      clauses: [INTACT],
      fns: { work: coro(tryClose) },
      main: [runUntilComplete(call("work")), close(), show("closed", IS_CLOSED)],
      expect: trace("work", "!RuntimeError", "closed=True"),
    },
  ),
  kase(
    "close/scheduled-close-does-not-end-the-run",
    "loop.close as a callback fails and the run goes on",
    {
      clauses: [INTACT],
      fns: { later: cb(...state) },
      main: [callSoon(CLOSE), callSoon("later"), ...runForeverFor(0.002), log("returned")],
      expect: trace("later", ...stateTrace, "returned"),
    },
  ),
]);
