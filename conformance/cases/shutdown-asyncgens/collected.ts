/** Open generators that are collected while their loop lives, and after it was closed. */
import {
  asyncGenerator,
  call,
  coroutine,
  drop,
  event,
  eventSet,
  gc,
  join,
  log,
  show,
  sleep,
  thread,
  threadFunction,
  tryFinally,
  variable,
  wait,
  yield_,
} from "../../language/build.ts";
import { close, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { one, opened, openedTrace, stepOf } from "../kit/generators.ts";

export const shutdownAsyncgensCollected = table([
  kase(
    "shutdown-asyncgens/collected-generator-is-closed",
    "an abandoned generator that is collected is closed by the loop",
    {
      clauses: ["shutdown-asyncgens.gc-finalization"],
      fns: {
        ...one,
        abandon: coroutine(drop("g"), gc(), sleep(0), sleep(0), sleep(0), log("went on")),
      },
      main: [...opened, runUntilComplete(call("abandon")), runFor(0.01), log("done")],
      expect: trace(
        "step",
        "gen",
        "value=1",
        "abandon",
        { any_order: ["closed", "went on"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-between-runs-is-closed",
    "a generator that is collected between two runs is closed in the next",
    {
      clauses: ["shutdown-asyncgens.gc-finalization"],
      fns: one,
      main: [...opened, drop("g"), gc(), log("dropped"), runFor(0.01), log("done")],
      expect: trace(...openedTrace, "dropped", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-generator-awaits-its-cleanup",
    "the cleanup of a collected generator may wait",
    {
      clauses: ["shutdown-asyncgens.gc-finalization"],
      fns: {
        gen: asyncGenerator(tryFinally([yield_(1)], sleep(0.002), log("cleaned"))),
        step: stepOf("g"),
      },
      main: [...opened, drop("g"), gc(), runFor(0.02), log("done")],
      expect: trace(...openedTrace, "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-in-a-thread-is-closed",
    "an abandoned generator whose last reference a thread drops is closed on the loop",
    {
      clauses: ["shutdown-asyncgens.gc-finalization-other-thread"],
      fns: {
        gen: asyncGenerator(
          tryFinally(
            [yield_(1)],
            show("on the loop's thread", {
              same: [{ asyncio: "get_running_loop" }, variable("loop")],
            }),
          ),
        ),
        step: stepOf("g"),
        dropper: threadFunction(drop("g"), gc(), eventSet("dropped")),
        watch: coroutine(thread("dropper", "t"), sleep(0.02)),
      },
      main: [
        event("dropped"),
        ...opened,
        runUntilComplete(call("watch")),
        wait("dropped"),
        join("t"),
        runFor(0.01),
        log("done"),
      ],
      expect: trace(
        "step",
        "gen",
        "value=1",
        { any_order: ["watch", "dropper", "on the loop's thread=True"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-after-close-is-silent",
    "collecting an open generator after close() raises nothing",
    {
      clauses: ["shutdown-asyncgens.after-close-gc-silent"],
      fns: { gen: asyncGenerator(yield_(1), yield_(2)), step: stepOf("g") },
      main: [...opened, close(), drop("g"), gc(), log("done")],
      expect: trace("step", "gen", "value=1", "done"),
    },
  ),
]);
