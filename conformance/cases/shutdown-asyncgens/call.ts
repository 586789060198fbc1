/** `shutdown_asyncgens()` as a call: awaitable, lazy, harmless without open generators. */
import {
  agen,
  asyncFor,
  atLast,
  attempt,
  awaitFor,
  call,
  coro,
  giveBack,
  log,
  produce,
  quiet,
  repeat,
  set,
  v,
} from "../../language/build.ts";
import {
  asyncio,
  callLater,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { one, opened, openedTrace, openInRun, SHUTDOWN, shutDown } from "../kit/generators.ts";

export const shutdownAsyncgensCall = table("conformance/cases/shutdown-asyncgens/call.ts", [
  kase(
    "shutdown-asyncgens/awaitable-by-run-until-complete",
    "run_until_complete() accepts what it returns",
    {
      clauses: ["shutdown-asyncgens.is-awaitable"],
      main: [set("closing", SHUTDOWN), runUntilComplete(v("closing")), log("done")],
      expect: trace("done"),
    },
  ),
  kase("shutdown-asyncgens/awaitable-in-a-coroutine", "a coroutine can await what it returns", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { user: coro(awaitFor(SHUTDOWN), log("awaited"), giveBack(7)) },
    main: [runUntilComplete(call("user"), { show: "result" })],
    expect: trace("user", "awaited", "result=7"),
  }),
  kase("shutdown-asyncgens/awaitable-as-a-task", "what it returns can be made a task", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { ...one },
    main: [...opened, createTask(SHUTDOWN, "closing"), runUntilComplete(v("closing")), log("done")],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `shutdown-asyncgens/none-open-${slug}`,
      `without an open generator it completes ${title}`,
      {
        clauses: ["shutdown-asyncgens.none-open-is-noop"],
        fns,
        main: [...before, shutDown, log("done")],
        expect: trace(...shown, "done"),
      },
    ),
  ),
  kase("shutdown-asyncgens/none-left-open", "it completes when every generator has been finished", {
    clauses: ["shutdown-asyncgens.none-open-is-noop"],
    fns: { gen: agen(produce(1)), walk: coro(asyncFor(call("gen"), "x", log("got", v("x")))) },
    main: [runUntilComplete(call("walk")), shutDown, log("done")],
    expect: trace("walk", "gen", "got=1", "done"),
  }),
  kase(
    "shutdown-asyncgens/none-open-among-closed-ones",
    "it completes when every generator was closed by the program",
    {
      clauses: ["shutdown-asyncgens.none-open-is-noop"],
      fns: { ...one, closes: coro(awaitFor({ aclose: v("g") })) },
      main: [...opened, runUntilComplete(call("closes")), shutDown, log("done")],
      expect: trace(...openedTrace, "closes", "closed", "done"),
    },
  ),
  kase("shutdown-asyncgens/unawaited-does-nothing", "a call that is not awaited closes nothing", {
    clauses: ["shutdown-asyncgens.lazy"],
    fns: { ...one },
    main: [
      ...opened,
      set("closing", SHUTDOWN),
      runUntilComplete(asyncio("sleep", 0)),
      log("still open"),
      runUntilComplete(v("closing")),
      log("done"),
    ],
    expect: trace("step", "gen", "value=1", "still open", "closed", "done"),
  }),
  kase("shutdown-asyncgens/gives-none", "awaiting it gives None", {
    clauses: ["shutdown-asyncgens.returns-none"],
    main: [runUntilComplete(SHUTDOWN, { show: "result" })],
    expect: trace("result=None"),
  }),
  kase("shutdown-asyncgens/twice", "a second call completes", {
    clauses: ["shutdown-asyncgens.idempotent"],
    fns: { ...one },
    main: [...opened, shutDown, shutDown, log("done")],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  kase("shutdown-asyncgens/ten-times", "ten calls complete and close a generator once", {
    clauses: ["shutdown-asyncgens.idempotent"],
    fns: one,
    main: [...opened, repeat(10, shutDown), log("done")],
    expect: trace(...openedTrace, "closed", "done"),
  }),
  ...(["first", "second"] as const).map((which) =>
    kase(
      `shutdown-asyncgens/${which}-waits-for-the-other`,
      `the ${which} of two generators may wait in its cleanup for the other`,
      {
        clauses: ["shutdown-asyncgens.concurrent"],
        fns: {
          waits: quiet(agen(atLast([produce(1)], awaitFor(v("gate")), log("waited")))),
          opens: quiet(
            agen(atLast([produce(1)], methodCall("gate", "set_result", [null]), log("opened"))),
          ),
          open_both: quiet(
            coro(
              ...openInRun("g", which === "first" ? "waits" : "opens"),
              ...openInRun("h", which === "first" ? "opens" : "waits"),
            ),
          ),
        },
        main: [
          createFuture("gate"),
          runUntilComplete(call("open_both")),
          // A loop that closes one after the other shows a wrong answer instead of a hang.
          callLater(1, STOP),
          attempt(shutDown),
          log("done"),
        ],
        expect: trace("opened", "waited", "done"),
      },
    ),
  ),
]);
