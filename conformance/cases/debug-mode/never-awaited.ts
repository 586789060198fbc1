/** What debug mode adds to the report on a coroutine that was never awaited. */
import { call, callback, coroutine, do_, gc, quiet, sleep } from "../../language/build.ts";
import { callSoon, runUntilComplete, setDebug } from "../../language/loop-methods.ts";
import { kase, table } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const ORIGIN = "debug.coroutine-never-awaited-origin";
const MADE = { category: "RuntimeWarning", message: "Coroutine created at" };
const lost = coroutine();
const loses = do_(call("lost"));
const TOLD = { trace: [], warnings: { includes: [MADE] } };
const UNTOLD = { trace: [], warnings: { excludes: [MADE] } };

export const neverAwaited = table([
  kase(
    "debug/never-awaited-in-a-task",
    "a coroutine that a task loses is reported with its origin",
    {
      clauses: [ORIGIN],
      fns: { lost, work: quiet(coroutine(loses)) },
      main: [setDebug(true), runUntilComplete(call("work")), gc()],
      expect: TOLD,
    },
  ),
  kase(
    "debug/never-awaited-later",
    "a coroutine that a later step of a task loses is reported with its origin",
    {
      clauses: [ORIGIN],
      fns: { lost, work: quiet(coroutine(sleep(0), loses)) },
      main: [setDebug(true), runUntilComplete(call("work")), gc()],
      expect: TOLD,
    },
  ),
  kase(
    "debug/never-awaited-in-a-callback",
    "a coroutine that a callback loses is reported with its origin",
    {
      clauses: [ORIGIN],
      fns: { ...ROUNDS, lost, job: quiet(callback(loses)) },
      main: [setDebug(true), callSoon("job"), runRounds, gc()],
      expect: TOLD,
    },
  ),
  kase(
    "debug/never-awaited-second-run",
    "a coroutine that the second run loses is reported with its origin",
    {
      clauses: [ORIGIN],
      fns: { ...ROUNDS, lost, work: quiet(coroutine(loses)) },
      main: [setDebug(true), runRounds, runUntilComplete(call("work")), gc()],
      expect: TOLD,
    },
  ),
  kase(
    "debug/never-awaited-run",
    "asyncio.run() in debug mode reports a lost coroutine with its origin",
    {
      clauses: [ORIGIN],
      fns: { lost, work: quiet(coroutine(loses)) },
      main: [do_({ run: call("work"), debug: true }), gc()],
      expect: TOLD,
    },
  ),
  kase(
    "debug/never-awaited-no-debug",
    "outside debug mode a lost coroutine is reported without its origin",
    {
      clauses: [ORIGIN],
      fns: { lost, work: quiet(coroutine(loses)) },
      main: [setDebug(false), runUntilComplete(call("work")), gc()],
      expect: UNTOLD,
    },
  ),
]);
