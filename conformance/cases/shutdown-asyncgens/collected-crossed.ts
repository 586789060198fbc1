/** Generators that are collected while their loop lives: the loop's hook closes them, whatever was before. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  drop,
  gc,
  log,
  quiet,
  variable,
} from "../../language/build.ts";
import { callSoon, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { closing, one, opened, openedTrace } from "../kit/generators.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["shutdown-asyncgens.gc-finalization"] as const;

export const collectedCrossed = table([
  ...underEach("shutdown-asyncgens/collected", "a collected generator is closed", () => ({
    clauses: CLAUSES,
    fns: { ...ROUNDS, ...one },
    main: [...opened, drop("g"), gc(), runRounds, log("done")],
    expect: trace(...openedTrace, "closed", "done"),
  })),
  kase(
    "shutdown-asyncgens/collected-in-a-callback",
    "collected in a callback, a generator is closed",
    {
      clauses: CLAUSES,
      fns: { ...ROUNDS, ...one, collects: quiet(callback(drop("g"), gc())) },
      main: [...opened, callSoon("collects"), runRounds, log("done")],
      expect: trace(...openedTrace, "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-in-the-run-that-opened-it",
    "collected in the run that opened it, a generator is closed",
    {
      clauses: CLAUSES,
      fns: {
        ...ROUNDS,
        gen: closing,
        user: quiet(
          coroutine(
            assign("g", call("gen")),
            await_({ anext: variable("g") }, { show: "value" }),
            drop("g"),
            gc(),
            await_(call("rounds")),
            log("still running"),
          ),
        ),
      },
      main: [runUntilComplete(call("user"))],
      expect: trace("gen", "value=1", "closed", "still running"),
    },
  ),
  kase("shutdown-asyncgens/collected-between-runs", "collected between runs, the next closes it", {
    clauses: CLAUSES,
    fns: one,
    main: [...opened, runFor(0), drop("g"), gc(), log("collected"), runFor(0.002), log("done")],
    expect: trace(...openedTrace, "collected", "closed", "done"),
  }),
]);
