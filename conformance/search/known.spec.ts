import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { referenceOracle } from "../execution/adapters/reference-oracle.ts";
import { call, callback, coroutine, do_, show, try_ } from "../language/build.ts";
import type { Program } from "../language/case.ts";
import { runUntilComplete, stop } from "../language/loop-methods.ts";
import type { Operation } from "../language/operation.ts";
import { attribute } from "./attribute.ts";
import { differenceOf } from "./compare.ts";
import { KnownClasses } from "./known.ts";
import { BUDGET, refusalOf } from "./refuse.ts";

const STALE: Program = {
  fns: { work: coroutine() },
  main: [
    stop(),
    runUntilComplete(call("work")),
    try_(show("slept", { m: "run_until_complete", args: [{ asyncio: "sleep", args: [1] }] })),
  ],
};
const info = (name: string) => ({
  name,
  version: "3.13.0",
  language: "Python",
  languageVersion: "3.13.0",
  platform: "linux",
});

describe("KnownClasses", () => {
  const expected = referenceOracle(BUDGET)(STALE).observation;
  const got = referenceOracle(BUDGET, "stale-stop")(STALE).observation;

  it("explain a difference by the oracle that has the defect", () => {
    expect(differenceOf(expected, got)).to.include({
      expected: "slept=None",
      got: "!RuntimeError",
    });
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    expect(classes.explaining(STALE, expected, got)?.id).to.equal("cpython-stale-stop");
  });

  it("do not explain what the defect does not show", () => {
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    const other = { ...got, trace: [...got.trace, "more"] };
    expect(classes.explaining(STALE, expected, other)).to.equal(undefined);
  });

  it("know a run of a future that is done with an interrupt: it goes on", () => {
    const done: Program = {
      fns: { later: callback() },
      main: [
        do_({ m: "create_future" }, { as: "future" }),
        do_({ m: "set_exception", on: { $: "future" }, args: [{ error: "SystemExit" }] }),
        do_({ m: "call_later", args: [1, { fn: "later" }] }),
        do_({ m: "call_later", args: [2, { bound: "stop" }] }),
        try_(runUntilComplete({ $: "future" })),
      ],
    };
    const right = referenceOracle(BUDGET)(done).observation;
    const wrong = referenceOracle(BUDGET, "done-interrupt")(done).observation;
    expect([right.trace, wrong.trace]).to.deep.equal([["!SystemExit"], ["later", "!SystemExit"]]);
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    expect(classes.explaining(done, right, wrong)?.id).to.equal("cpython-done-interrupt");
  });

  it("know a stale stop that ends the closing of a finished generator", () => {
    const program: Program = {
      fns: {
        work: coroutine(
          do_(call("items"), { as: "generator" }),
          try_({ op: "await", what: { anext: { $: "generator" } } }),
        ),
        items: { kind: "asyncgen", body: [] },
      },
      main: [stop(), runUntilComplete(call("work")), runUntilComplete({ m: "shutdown_asyncgens" })],
    };
    const right = referenceOracle(BUDGET)(program).observation;
    const wrong = { ...right, outcome: "raised RuntimeError" as const };
    expect(right.outcome).to.equal("ok");
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    expect(classes.explaining(program, right, wrong)?.id).to.equal("cpython-stale-stop");
  });

  it("know a stale stop that comes before a busy generator is asked to close", () => {
    const program: Program = {
      fns: {
        first: callback(do_({ m: "call_soon", args: [{ fn: "second" }] })),
        second: callback(do_({ m: "call_soon", args: [{ bound: "stop" }] })),
        busy: {
          kind: "asyncgen",
          body: [{ op: "await", what: { asyncio: "sleep", args: [0.04] } }],
        },
        steps: coroutine({ op: "await", what: { anext: { $: "open" } } }),
      },
      main: [
        do_({ m: "call_soon", args: [{ fn: "first" }] }),
        do_({ m: "call_soon", args: [{ bound: "stop" }] }),
        do_(call("busy"), { as: "open" }),
        do_({ m: "create_task", args: [call("steps")] }, { as: "stepping" }),
        try_(do_({ m: "run_until_complete", args: [{ asyncio: "sleep", args: [0] }] })),
        runUntilComplete({ m: "shutdown_asyncgens" }),
      ],
    };
    const right = referenceOracle(BUDGET)(program).observation;
    expect(right.logs).to.have.lengthOf(1);
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    const known = classes.explaining(program, right, { ...right, logs: [] });
    expect(known?.id).to.equal("cpython-stale-stop");
  });

  it("know a task that awaits itself, whatever forestalls the refusal", () => {
    const work = coroutine(try_({ op: "await", what: { $: "task" } }));
    const program: Program = {
      fns: { work },
      main: [
        { op: "do", what: { m: "create_task", args: [call("work")] }, as: "task" },
        runUntilComplete({ $: "task" }),
      ],
    };
    const classes = new KnownClasses(info("asyncio._UnixSelectorEventLoop"), BUDGET);
    const before = referenceOracle(BUDGET)(program).observation;
    const after = { ...before, trace: [...before.trace, "more"] };
    expect(classes.explaining(program, before, after)?.id).to.equal("cpython-refused-await");
    const through = coroutine(try_({ op: "await", what: call("inner") }));
    const indirect = { fns: { work: through, inner: work }, main: program.main };
    expect(classes.explaining(indirect, before, after)?.id).to.equal("cpython-refused-await");
    const other = { fns: { work: coroutine() }, main: program.main };
    expect(classes.explaining(other, before, after)).to.equal(undefined);
  });

  it("know what the generators of PyPy do, and of no other interpreter", () => {
    const await_ = { op: "await", what: { asyncio: "sleep", args: [1] } } as const;
    const program: Program = {
      fns: {
        busy: { kind: "asyncgen", body: [await_] },
        steps: coroutine({ op: "await", what: { anext: { $: "open" } } }),
      },
      main: [
        do_(call("busy"), { as: "open" }),
        do_({ m: "create_task", args: [call("steps")] }, { as: "stepping" }),
        runUntilComplete({ m: "shutdown_asyncgens" }),
      ],
    };
    const before = referenceOracle(BUDGET)(program).observation;
    const after = { ...before, logs: [] };
    const name = "asyncio._UnixSelectorEventLoop";
    const pypy = { ...info(name), languageVersion: "3.11.17 (pypy 8.0.1)" };
    expect(new KnownClasses(pypy, BUDGET).explaining(program, before, after)?.id).to.equal(
      "pypy-busy-generator",
    );
    expect(new KnownClasses(info(name), BUDGET).explaining(program, before, after)).to.equal(
      undefined,
    );
    expect(new KnownClasses(pypy, BUDGET).explaining(STALE, before, after)).to.equal(undefined);
  });

  it("explain nothing of another implementation", () => {
    expect(new KnownClasses(info("uvloop.Loop"), BUDGET).explaining(STALE, expected, got)).to.equal(
      undefined,
    );
  });
});

describe("refusalOf()", () => {
  const oracle = referenceOracle(200);
  const timers = (...delays: number[]): Program => ({
    fns: { a: { kind: "callback", body: [] } },
    main: [
      ...delays.map(
        (delay) => ({ op: "do", what: { m: "call_later", args: [delay, { fn: "a" }] } }) as const,
      ),
      runUntilComplete({ asyncio: "sleep", args: [9] }),
    ],
  });

  it("refuses equal deadlines, and on a real clock near ones", () => {
    expect(refusalOf(oracle(timers(1, 1)), "virtual")).to.equal("deadlines");
    expect(refusalOf(oracle(timers(1, 1.002)), "virtual")).to.equal(undefined);
    expect(refusalOf(oracle(timers(1, 1.002)), "real")).to.equal("deadlines");
  });

  it("refuses a program that does not end", () => {
    const waits: Program = { fns: {}, main: [{ op: "do", what: { m: "run_forever" } }] };
    expect(refusalOf(oracle(waits), "virtual")).to.equal("endless");
    const busy: Program = {
      fns: {
        a: {
          kind: "callback",
          body: [{ op: "do", what: { m: "call_soon", args: [{ fn: "a" }] } }],
        },
      },
      main: [
        { op: "do", what: { m: "call_soon", args: [{ fn: "a" }] } },
        { op: "do", what: { m: "run_forever" } },
      ],
    };
    expect(refusalOf(oracle(busy), "virtual")).to.equal("endless");
  });

  const again = { fn: "again" } as const;
  const doubling: readonly (readonly [string, Operation])[] = [
    ["call_soon()", { op: "do", what: { m: "call_soon", args: [again, 1] } }],
    ["call_soon_threadsafe()", { op: "do", what: { m: "call_soon_threadsafe", args: [again, 1] } }],
    ["call_later()", { op: "do", what: { m: "call_later", args: [0.5, again, 1] } }],
    [
      "add_done_callback()",
      { op: "do", what: { m: "add_done_callback", on: { $: "done" }, args: [again] } },
    ],
  ];
  for (const [what, operation] of doubling)
    it(`refuses a program whose callbacks double at each step by ${what}`, () => {
      const program: Program = {
        fns: { again: { kind: "callback", params: ["x"], body: [operation, operation] } },
        main: [
          { op: "do", what: { m: "create_future" }, as: "done" },
          { op: "do", what: { m: "set_result", on: { $: "done" }, args: [1] } },
          { op: "do", what: { m: "call_soon", args: [again, 1] } },
          { op: "do", what: { m: "run_forever" } },
        ],
      };
      expect(refusalOf(oracle(program), "virtual")).to.equal("endless");
    });

  it("refuses a name that is not bound where it is used", () => {
    const unbound: Program = { fns: {}, main: [{ op: "log", text: "x", value: { $: "nothing" } }] };
    expect(refusalOf(oracle(unbound), "virtual")).to.equal("unbound name");
  });
});

describe("attribute()", () => {
  it("names the clauses of the cases that are most alike", () => {
    const difference = {
      channel: "trace",
      at: 0,
      expected: "slept=None",
      got: "!RuntimeError",
    } as const;
    const { clauses, nearest } = attribute(STALE, difference, allCases);
    expect(nearest).to.have.length(3);
    expect(clauses[0]).to.match(/^(run-until-complete|stop|run-forever)\./);
  });
});
