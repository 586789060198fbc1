/**
 * Whether a loop is in debug mode before anything was said about it.
 *
 * The other half of the sentence is judged by the same cases where PYTHONASYNCIODEBUG is set, or in development mode.
 */
import {
  assign,
  call,
  coroutine,
  join,
  quiet,
  show,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  close,
  methodCall,
  runFor,
  runUntilComplete,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { makesAnother, withMade } from "../kit/lookups.ts";

const DEFAULT = "get-debug.default";
const other = { on: variable("other") };
const asWanted = (get: Expression): Operation =>
  show("as wanted", { equal: [get, { host: "debug_wanted" }] });
const OWN: Expression = { m: "get_debug" };
const OTHERS: Expression = { m: "get_debug", ...other };
const another = assign("other", { make: "loop" });
const WANTED = trace("as wanted=True");

export const debugByDefault = table([
  kase("debug/default", "a new loop is in debug mode only where the host asks for it", {
    clauses: [DEFAULT],
    main: [asWanted(OWN)],
    expect: WANTED,
  }),
  kase("debug/default-in-a-run", "a run does not change the debug mode of a new loop", {
    clauses: [DEFAULT],
    fns: { work: quiet(coroutine(asWanted(OWN))) },
    main: [runUntilComplete(call("work")), asWanted(OWN)],
    expect: trace("as wanted=True", "as wanted=True"),
  }),
  ...([true, false] as const).map((debug) =>
    kase(
      `debug/default-beside-${debug ? "debug" : "no-debug"}`,
      `a new loop does not take over debug mode ${debug ? "on" : "off"} from an earlier one`,
      {
        clauses: [DEFAULT],
        main: [setDebug(debug), runFor(0), another, asWanted(OTHERS)],
        expect: WANTED,
      },
    ),
  ),
  kase(
    "debug/default-after-close",
    "a new loop does not take over debug mode from one that is closed",
    {
      clauses: [DEFAULT],
      main: [setDebug(true), close(), another, asWanted(OTHERS)],
      expect: WANTED,
    },
  ),
  kase(
    "debug/default-made-in-a-run",
    "a new loop does not take over debug mode from one that runs",
    {
      clauses: [DEFAULT],
      fns: {
        work: quiet(
          coroutine(
            ...makesAnother(),
            withMade(asWanted({ m: "get_debug", on: variable("made") })),
          ),
        ),
      },
      main: [setDebug(true), runUntilComplete(call("work")), withMade(methodCall("made", "close"))],
      expect: trace({ one_of: [["as wanted=True"], []] }),
    },
  ),
  kase(
    "debug/default-in-a-thread",
    "a loop that another thread makes is in debug mode only where the host asks for it",
    {
      clauses: [DEFAULT],
      fns: { makes: quiet(threadFunction(another, asWanted(OTHERS), close(other))) },
      main: [thread("makes", "t"), join("t")],
      expect: WANTED,
    },
  ),
]);
