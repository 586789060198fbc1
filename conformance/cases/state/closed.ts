/** `loop.is_closed()`. */
import {
  assign,
  block,
  call,
  callback,
  coroutine,
  join,
  quiet,
  repeat,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import {
  callSoon,
  close,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS, PLACES } from "../kit/dimensions.ts";
import { IS_CLOSED } from "../kit/shorthand.ts";

const OPEN = "is-closed.false-until-close";
const CLOSED = "is-closed.true-after-close";

const showClosed = (label = "closed"): Operation => show(label, IS_CLOSED);
const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);

export const stateClosed = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`state/open-until-close-${slug}`, `is_closed() is False until close() ${title}`, {
      clauses: [OPEN],
      fns: { ...fns, halt: quiet(callback(showClosed("during"), stop(), showClosed("stopping"))) },
      main: [...before, showClosed("before"), callSoon("halt"), runForever(), showClosed("after")],
      expect: trace(...shown, "before=False", "during=False", "stopping=False", "after=False"),
    }),
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(`state/open-once-ended-by-${slug}`, `is_closed() is False after a run that ${title}`, {
      clauses: [OPEN],
      fns,
      main: [...run, showClosed()],
      expect: trace(...shown, "closed=False"),
    }),
  ),
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([showClosed(), stop()]);
    return kase(`state/open-in-${slug}`, `is_closed() ${title} is False`, {
      clauses: [OPEN],
      fns,
      main: [...before, runForever(), ...after],
      expect: trace("closed=False"),
    });
  }),
  kase("state/open-while-another-is-closed", "close() of one loop leaves another open", {
    clauses: [OPEN],
    main: [
      assign("other", { make: "loop" }),
      close({ on: variable("other") }),
      showClosed(),
      show("other", { m: "is_closed", on: variable("other") }),
    ],
    expect: trace("closed=False", "other=True"),
  }),
  kase("state/open-through-two-hundred-runs", "is_closed() is False after each of 200 runs", {
    clauses: [OPEN],
    main: [repeat(200, callSoon(STOP), runForever(), showClosed())],
    expect: trace(...Array<string>(200).fill("closed=False")),
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`state/closed-after-close-${slug}`, `is_closed() is True after close() ${title}`, {
      clauses: [CLOSED],
      fns,
      main: [...before, close(), showClosed("one"), close(), showClosed("two")],
      expect: trace(...shown, "one=True", "two=True"),
    }),
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `state/closed-after-close-ended-by-${slug}`,
      `is_closed() is True after close() after a run that ${title}`,
      {
        clauses: [CLOSED],
        fns,
        main: [...run, close(), showClosed()],
        expect: trace(...shown, "closed=True"),
      },
    ),
  ),
  kase("state/closed-stays-closed", "is_closed() is True however often and late it is asked", {
    clauses: [CLOSED],
    main: [close(), repeat(3, showClosed(), block(0.01))],
    expect: trace("closed=True", "closed=True", "closed=True"),
  }),
  kase("state/closed-while-another-runs", "a closed loop stays closed while another one runs", {
    clauses: [CLOSED],
    fns: { work: coroutine(showClosed("during"), sleep(0.002)) },
    main: [
      assign("other", { make: "loop" }),
      close(),
      runUntilComplete(call("work"), { on: variable("other") }),
      showClosed("after"),
    ],
    expect: trace("work", "during=True", "after=True"),
  }),
  kase("state/closed-in-other-thread", "another thread sees that the loop is closed", {
    clauses: ["is-closed.true-after-close"],
    fns: { ask: threadFunction(show("closed", IS_CLOSED)) },
    main: [close(), thread("ask", "other"), join("other")],
    expect: trace("ask", "closed=True"),
  }),
]);
