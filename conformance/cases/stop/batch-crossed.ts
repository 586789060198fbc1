/** The batch of a `stop()` where single rows leave something out: cancelled callbacks, several stops, a done future. */
import { callback, log, variable } from "../../language/build.ts";
import {
  callSoon,
  cancel,
  createFuture,
  methodCall,
  runForever,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READY_SCHEDULERS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const DEFERS = "run-forever.stop-while-running.defers-new-callbacks";
const job = callback();

export const stopBatchCrossed = table([
  ...READY_SCHEDULERS.flatMap(({ slug, method, schedule }) => [
    kase(
      `run-forever/stop-defers-beside-cancelled-${slug}`,
      `with a cancelled callback in the batch, what ${method} gets waits for the next run`,
      {
        clauses: [DEFERS],
        fns: { job, outer: callback(stop(), schedule("inner")), inner: callback() },
        main: [
          callSoon("job", [], { as: "before" }),
          callSoon("outer"),
          callSoon("job", [], { as: "behind" }),
          cancel("before"),
          cancel("behind"),
          runForever(),
          log("returned"),
        ],
        expect: trace("outer", "returned"),
      },
    ),
    kase(
      `run-forever/stop-defers-when-called-twice-${slug}`,
      `after two calls of stop() what ${method} gets waits for the next run`,
      {
        clauses: [DEFERS],
        fns: { outer: callback(stop(), stop(), schedule("inner")), inner: callback() },
        main: [callSoon("outer"), runForever(), log("returned")],
        expect: trace("outer", "returned"),
      },
    ),
    kase(
      `run-forever/stop-defers-when-called-by-two-${slug}`,
      `after stop() by two callbacks what ${method} gets waits for the next run`,
      {
        clauses: [DEFERS],
        fns: { outer: callback(stop(), schedule("inner")), inner: callback() },
        main: [callSoon("outer"), callSoon("outer"), runForever(), log("returned")],
        expect: trace("outer", "outer", "returned"),
      },
    ),
    kase(
      `run-forever/stop-finishes-batch-around-cancelled-${slug}`,
      `what ${method} got runs before the exit behind a cancelled callback`,
      {
        clauses: ["run-forever.stop-while-running.finishes-batch"],
        fns: { job, halt: callback(stop()), after: callback() },
        main: [
          callSoon("halt"),
          callSoon("job", [], { as: "h" }),
          schedule("after"),
          cancel("h"),
          runForever(),
          log("returned"),
        ],
        expect: trace("halt", "after", "returned"),
      },
    ),
    kase(
      `run-forever/deferred-past-a-done-future-${slug}`,
      `what ${method} got is not lost when the next run is that of a done future`,
      {
        clauses: ["run-forever.stop-while-running.deferred-run-in-next-run-until-complete"],
        fns: { ...ROUNDS, outer: callback(stop(), schedule("inner")), inner: callback() },
        main: [
          createFuture("done"),
          methodCall("done", "set_result", [1]),
          callSoon("outer"),
          runForever(),
          runUntilComplete(variable("done")),
          runRounds,
          runRounds,
        ],
        expect: trace("outer", "inner"),
      },
    ),
  ]),
]);
