/** `loop.close()` in another thread, while the loop does not run. */
import {
  assign,
  call,
  callback,
  coroutine,
  join,
  log,
  quiet,
  show,
  thread,
  threadFunction,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  close,
  createTask,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { ANOTHER_LOOP } from "../kit/lookups.ts";
import { FAR, IS_CLOSED } from "../kit/shorthand.ts";

const CLAUSES = ["close.any-thread"] as const;
const closes = quiet(threadFunction(tryExcept([close()], "problem", log("refused"))));
const inThread = [thread("closes", "t"), join("t")];
const closed = show("closed", IS_CLOSED);
const never = quiet(callback());

/** Each loop is left as it is, so that a refusal shows and nothing else. */
export const closeElsewhere = table([
  ...underEach("close/in-a-thread", "another thread may close the loop", () => ({
    clauses: CLAUSES,
    fns: { closes },
    main: [...inThread, closed],
    expect: trace("closed=True"),
  })),
  kase("close/in-a-thread-new", "another thread may close a loop that never ran", {
    clauses: CLAUSES,
    fns: { closes },
    main: [...inThread, closed],
    expect: trace("closed=True"),
  }),
  kase("close/in-a-thread-with-work", "another thread may close a loop on which callbacks wait", {
    clauses: CLAUSES,
    fns: { closes, never },
    main: [callSoon("never"), callLater(FAR, "never"), ...inThread, closed],
    expect: trace("closed=True"),
  }),
  kase("close/in-a-thread-with-a-task", "another thread may close a loop on which a task waits", {
    clauses: CLAUSES,
    fns: { closes, waits: quiet(coroutine()) },
    main: [createTask(call("waits"), "task"), runFor(0), ...inThread, closed],
    expect: trace("closed=True"),
  }),
  kase("close/in-the-thread-that-made-it", "a thread may close the loop that it made", {
    clauses: CLAUSES,
    fns: {
      makes: quiet(
        threadFunction(
          assign("own", ANOTHER_LOOP),
          tryExcept([close({ on: variable("own") })], "problem", log("refused")),
        ),
      ),
    },
    main: [
      thread("makes", "t"),
      join("t"),
      show("closed", { m: "is_closed", on: variable("own") }),
    ],
    expect: trace("closed=True"),
  }),
  kase("close/in-the-thread-that-ran-it", "a thread may close the loop that it ran", {
    clauses: CLAUSES,
    fns: {
      work: coroutine(),
      runs: quiet(
        threadFunction(
          runUntilComplete(call("work")),
          tryExcept([close()], "problem", log("refused")),
        ),
      ),
    },
    main: [thread("runs", "t"), join("t"), closed],
    expect: trace("work", "closed=True"),
  }),
]);
