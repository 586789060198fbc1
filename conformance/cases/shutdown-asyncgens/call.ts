/** `shutdown_asyncgens()` as a call: awaitable, lazy, harmless without open generators. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  coroutine,
  log,
  quiet,
  repeat,
  return_,
  try_,
  tryFinally,
  variable,
  yield_,
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

export const shutdownAsyncgensCall = table([
  kase(
    "shutdown-asyncgens/awaitable-by-run-until-complete",
    "run_until_complete() accepts what it returns",
    {
      clauses: ["shutdown-asyncgens.is-awaitable"],
      main: [assign("closing", SHUTDOWN), runUntilComplete(variable("closing")), log("done")],
      expect: trace("done"),
    },
  ),
  kase("shutdown-asyncgens/awaitable-in-a-coroutine", "a coroutine can await what it returns", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { user: coroutine(await_(SHUTDOWN), log("awaited"), return_(7)) },
    main: [runUntilComplete(call("user"), { show: "result" })],
    expect: trace("user", "awaited", "result=7"),
  }),
  kase("shutdown-asyncgens/awaitable-as-a-task", "what it returns can be made a task", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { ...one },
    main: [
      ...opened,
      createTask(SHUTDOWN, "closing"),
      runUntilComplete(variable("closing")),
      log("done"),
    ],
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
  kase(
    "shutdown-asyncgens/none-left-open",
    "shutdown_asyncgens() completes when every generator has been finished",
    {
      clauses: ["shutdown-asyncgens.none-open-is-noop"],
      fns: {
        gen: asyncGenerator(yield_(1)),
        walk: coroutine(asyncFor(call("gen"), "x", log("got", variable("x")))),
      },
      main: [runUntilComplete(call("walk")), shutDown, log("done")],
      expect: trace("walk", "gen", "got=1", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/none-open-among-closed-ones",
    "shutdown_asyncgens() completes when every generator was closed by the program",
    {
      clauses: ["shutdown-asyncgens.none-open-is-noop"],
      fns: { ...one, closes: coroutine(await_({ aclose: variable("g") })) },
      main: [...opened, runUntilComplete(call("closes")), shutDown, log("done")],
      expect: trace(...openedTrace, "closes", "closed", "done"),
    },
  ),
  kase("shutdown-asyncgens/unawaited-does-nothing", "a call that is not awaited closes nothing", {
    clauses: ["shutdown-asyncgens.lazy"],
    fns: { ...one },
    main: [
      ...opened,
      assign("closing", SHUTDOWN),
      runUntilComplete(asyncio("sleep", 0)),
      log("still open"),
      runUntilComplete(variable("closing")),
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
          waits: quiet(
            asyncGenerator(tryFinally([yield_(1)], await_(variable("gate")), log("waited"))),
          ),
          opens: quiet(
            asyncGenerator(
              tryFinally([yield_(1)], methodCall("gate", "set_result", [null]), log("opened")),
            ),
          ),
          open_both: quiet(
            coroutine(
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
          try_(shutDown),
          log("done"),
        ],
        expect: trace("opened", "waited", "done"),
      },
    ),
  ),
]);
