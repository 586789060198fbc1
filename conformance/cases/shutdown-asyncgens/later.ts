/** `shutdown_asyncgens()`: what iterating a generator afterwards does, and which generators it leaves alone. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  coroutine,
  log,
  repeat,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import { close, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import {
  closing,
  one,
  opened,
  openedTrace,
  SHUTDOWN,
  shutDown,
  stepOf,
} from "../kit/generators.ts";

const WARNS = "shutdown-asyncgens.warns-on-later-iteration";
const someWarning = { includes: [{}] };
const gen = asyncGenerator(yield_(1));
const fresh = { gen, step: stepOf("g") };

export const shutdownAsyncgensLater = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `shutdown-asyncgens/later-iteration-warns-${slug}`,
      `a generator that is iterated afterwards causes a warning ${title}`,
      {
        clauses: [WARNS],
        fns: { ...fns, ...fresh },
        main: [...before, shutDown, ...opened],
        expect: { trace: [...shown, ...openedTrace], warnings: someWarning },
      },
    ),
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-after-closing-some",
    "the warning comes too where it had generators to close",
    {
      clauses: [WARNS],
      fns: {
        ...one,
        late: asyncGenerator(yield_(5)),
        late_step: coroutine(await_({ anext: variable("k") }, { show: "late" })),
      },
      main: [...opened, shutDown, assign("k", call("late")), runUntilComplete(call("late_step"))],
      expect: {
        trace: ["step", "gen", "value=1", "closed", "late_step", "late", "late=5"],
        warnings: someWarning,
      },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-in-the-same-run",
    "a generator that the awaiting coroutine iterates afterwards causes a warning",
    {
      clauses: [WARNS],
      fns: {
        gen,
        user: coroutine(
          await_(SHUTDOWN),
          assign("g", call("gen")),
          await_({ anext: variable("g") }, { show: "value" }),
        ),
      },
      main: [runUntilComplete(call("user"))],
      expect: { trace: ["user", "gen", "value=1"], warnings: someWarning },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-runs-later",
    "a generator that is iterated five runs afterwards causes a warning",
    {
      clauses: [WARNS],
      fns: fresh,
      main: [shutDown, repeat(5, runFor(0)), ...opened],
      expect: { trace: openedTrace, warnings: someWarning },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-in-async-for",
    "a generator that async for iterates afterwards causes a warning",
    {
      clauses: [WARNS],
      fns: { gen, walk: coroutine(asyncFor(call("gen"), "x", log("got", variable("x")))) },
      main: [shutDown, runUntilComplete(call("walk"))],
      expect: { trace: ["walk", "gen", "got=1"], warnings: someWarning },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-after-two-calls",
    "a generator that is iterated after two calls causes a warning",
    {
      clauses: [WARNS],
      fns: fresh,
      main: [shutDown, shutDown, ...opened],
      expect: { trace: openedTrace, warnings: someWarning },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-of-one-made-before-warns",
    "a generator made before the call and first iterated afterwards causes a warning",
    {
      clauses: [WARNS],
      fns: fresh,
      main: [assign("g", call("gen")), shutDown, runUntilComplete(call("step"))],
      expect: { trace: openedTrace, warnings: someWarning },
    },
  ),
  kase(
    "shutdown-asyncgens/no-warning-before-the-call",
    "iterating a generator before the call causes no warning about it",
    {
      clauses: ["shutdown-asyncgens.late-iteration-details"],
      fns: fresh,
      main: [...opened, shutDown, log("done")],
      expect: {
        trace: [...openedTrace, "done"],
        warnings: { excludes: [{ category: "ResourceWarning", message: "generator" }] },
      },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-is-a-resource-warning",
    "the warning is a ResourceWarning, and the value is yielded",
    {
      clauses: ["shutdown-asyncgens.late-iteration-details"],
      fns: { gen: asyncGenerator(yield_(1)), step: stepOf("g") },
      main: [shutDown, ...opened],
      expect: {
        trace: ["step", "gen", "value=1"],
        warnings: { includes: [{ category: "ResourceWarning" }] },
      },
    },
  ),
  kase(
    "shutdown-asyncgens/untouched-are-left-alone",
    "a generator that was never iterated is not touched",
    {
      clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
      fns: { gen: closing },
      main: [
        assign("g", call("gen")),
        shutDown,
        log("done"),
        runUntilComplete({ aclose: variable("g") }),
      ],
      expect: trace("done"),
    },
  ),
  kase(
    "shutdown-asyncgens/finished-are-left-alone",
    "a generator that is finished is not touched",
    {
      clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
      fns: {
        gen: asyncGenerator(tryFinally([yield_(1)], log("finished"))),
        walk: coroutine(asyncFor(variable("g"), "x", log("got", variable("x")))),
      },
      main: [assign("g", call("gen")), runUntilComplete(call("walk")), shutDown, log("done")],
      expect: trace("walk", "gen", "got=1", "finished", "done"),
    },
  ),
  kase("shutdown-asyncgens/other-loops-are-left-alone", "generators of another loop stay open", {
    clauses: ["shutdown-asyncgens.only-own-loop"],
    fns: one,
    main: [
      assign("other", { make: "loop" }),
      ...opened,
      runUntilComplete(
        { m: "shutdown_asyncgens", on: variable("other") },
        { on: variable("other") },
      ),
      log("other done"),
      shutDown,
      close({ on: variable("other") }),
    ],
    expect: trace("step", "gen", "value=1", "other done", "closed"),
  }),
  kase(
    "shutdown-asyncgens/other-loops-goes-on",
    "a generator of another loop can be iterated on after the call",
    {
      clauses: ["shutdown-asyncgens.only-own-loop"],
      fns: { ...one, goes_on: coroutine(await_({ anext: variable("g") }, { show: "next" })) },
      main: [
        assign("other", { make: "loop" }),
        assign("g", call("gen")),
        runUntilComplete(call("step"), { on: variable("other") }),
        shutDown,
        log("shut down"),
        runUntilComplete(call("goes_on"), { on: variable("other") }),
        runUntilComplete(
          { m: "shutdown_asyncgens", on: variable("other") },
          { on: variable("other") },
        ),
      ],
      expect: trace(...openedTrace, "shut down", "goes_on", "next=2", "closed"),
    },
  ),
]);
