import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  quiet,
  repeatWith,
  variable,
} from "../../language/build.ts";
import {
  callSoon,
  runForever,
  runForeverFor,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { ANOTHER_LOOP } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon.before-run-kept"] as const;

/** What is scheduled while the loop does not run waits for a run. */
export const callSoonKept = table([
  kase("call-soon/kept-for-run-forever", "a callback waits for run_forever", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callSoon("job"), log("not yet"), callSoon(STOP), runForever()],
    expect: trace("not yet", "job"),
  }),
  kase("call-soon/kept-for-run-until-complete", "a callback waits for run_until_complete", {
    clauses: CLAUSES,
    fns: { job: callback(END) },
    main: untilEnd(callSoon("job"), log("not yet")),
    expect: trace("not yet", "job"),
  }),
  ...underEach("call-soon/kept", "a callback waits for the next run", () => ({
    clauses: CLAUSES,
    fns: { job: callback(END) },
    main: untilEnd(callSoon("job"), log("not yet")),
    expect: trace("not yet", "job"),
  })),
  kase("call-soon/kept-during-other-run", "a run of another loop does not lose it", {
    clauses: CLAUSES,
    guard: "Loops of one toolkit may share its queue, so that a run of one runs what others have.",
    fns: { job: callback(END), main: coroutine() },
    main: [
      assign("other", ANOTHER_LOOP),
      ...untilEnd(
        callSoon("job"),
        runUntilComplete(call("main"), { on: variable("other") }),
        log("not yet"),
      ),
    ],
    expect: trace({ interleave: [["main", "not yet"], ["job"]] }),
  }),
  kase("call-soon/kept-hundred", "a hundred callbacks wait for a run, and all run in it", {
    clauses: CLAUSES,
    fns: { job: callbackWith(["n"]), last: quiet(callback(END)) },
    main: untilEnd(
      repeatWith(100, "i", callSoon("job", [variable("i")])),
      log("not yet"),
      callSoon("last"),
    ),
    expect: trace("not yet", ...numbered("job", 100)),
  }),
  kase("call-soon/kept-with-timer", "a timer that ends the run does not come before it", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callSoon("job"), ...runForeverFor(0.02)],
    expect: trace("job"),
  }),
]);
