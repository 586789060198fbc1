import { spawnSync } from "node:child_process";
import { expect } from "chai";
import fc from "fast-check";
import { judgeObservation } from "../../../judge/judge.ts";
import { tellsOf } from "../../../suite/script-line.ts";
import { block, handler, log, raise } from "../../build.ts";
import type { Case, CaseDefinition, Expectation, TraceItem } from "../../case.ts";
import { callSoon, runFor, setExceptionHandler } from "../../loop-methods.ts";
import type { Observation } from "../../observation.ts";
import type { Operation } from "../../operation.ts";
import { kase, table } from "../../table.ts";
import { pythonScript } from "../python.ts";
import { runScripts } from "../testing/script-batch.ts";

const python = process.env.LOOPSPEC_PYTHON ?? "python3";

interface Row {
  readonly expect: Expectation;
  readonly main: readonly Operation[];
  readonly fns?: CaseDefinition["program"]["fns"];
  readonly timeout?: number;
}

const definitionOf = ({ expect: expectation, main, fns = {}, timeout = 10 }: Row) => ({
  ...kase("area/decided", "something is decided", {
    clauses: ["call-soon.fifo"],
    fns,
    main,
    expect: { trace: [] },
  }),
  expect: expectation,
  timeout,
});

/** What the scripts of these rows say: exit status and standard output. */
async function decisions(rows: readonly Row[]): Promise<readonly string[]> {
  const scripts = rows.map((row, index) => ({
    id: String(index),
    source: pythonScript(definitionOf(row)),
    timeout: 30,
    quick: true,
  }));
  const results = await runScripts(scripts, python);
  return scripts.map(({ id }) => {
    const { status, stdout } = results.get(id) ?? { stdout: "" };
    return `${status} ${stdout}`;
  });
}

const logs = (...texts: readonly string[]) => texts.map((text) => log(text));
const reported: Pick<Row, "main" | "fns"> = {
  fns: { handle: handler(), fails: { kind: "callback", quiet: true, body: [raise("ValueError")] } },
  main: [setExceptionHandler("handle"), callSoon("fails"), runFor(0.01)],
};

const expression = (source: "time" | "loop_time"): Operation[] => [
  { op: "measure", what: source, as: "start" },
  block(0.02),
  { op: "difference", what: source, from: "start", as: "dt" },
];

/** Rows, and what their scripts print; without a text they exit with 0 and print nothing. */
const ROWS: readonly (readonly [Row, RegExp?])[] = [
  [{ main: logs("a", "b"), expect: { trace: ["a", "b"] } }],
  [
    { main: logs("a", "c"), expect: { trace: ["a", "b"] } },
    /^1 entry 2: expected `b`, observed `c`\n$/,
  ],
  [
    { main: logs("a"), expect: { trace: ["a", "b"] } },
    /^1 entry 2: expected `b`, observed the end of the trace\n$/,
  ],
  [
    { main: logs("a"), expect: { trace: [] } },
    /^1 entry 1: expected the end of the trace, observed `a`\n$/,
  ],
  // An error that cuts a trace short is told, not the entry that is missing.
  [
    { main: [...logs("a"), raise("OSError")], expect: { trace: ["a", "b"] } },
    /^1 expected the outcome `ok`, observed `raised OSError`\n$/,
  ],
  [{ main: [raise("AppError", "{x}")], expect: { trace: [], outcome: "raised AppError:{x}" } }],
  [
    { main: [], expect: { trace: [], outcome: "raised AppError:{x}" } },
    /^1 expected the outcome `raised AppError:\{x\}`, observed `ok`\n$/,
  ],
  [
    { main: [...logs("a"), block(60)], expect: { trace: ["a"] }, timeout: 0.3 },
    /^1 expected an end within 0.3 s, observed a hang after `a`\n$/,
  ],
  [
    { main: [block(60)], expect: { trace: ["a"] }, timeout: 0.3 },
    /^1 expected an end within 0.3 s, observed a hang after an empty trace\n$/,
  ],
  [{ main: expression("loop_time"), expect: { trace: [], bounds: { dt: [0.02, 60] } } }],
  [
    { main: expression("time"), expect: { trace: [], bounds: { dt: [30, null] } } },
    /^1 expected `dt` to be at least 30, observed 0\.\d+\n$/,
  ],
  [
    { main: expression("time"), expect: { trace: [], bounds: { dt: [null, 0.001] } } },
    /^1 expected `dt` to be at most 0.001, observed \d/,
  ],
  [
    {
      ...reported,
      expect: { trace: ["handle"], reports: [{ has: ["message"], exception: "ValueError" }] },
    },
  ],
  [
    { ...reported, expect: { trace: ["handle"], reports: [] } },
    /^1 expected 0 calls of the exception handler, observed 1\n$/,
  ],
  [
    { ...reported, expect: { trace: ["handle"], reports: [{ exception: "TypeError" }] } },
    /^1 call 1 of the exception handler: expected \{"exception":"TypeError"\}, observed \(/,
  ],
  [
    {
      fns: reported.fns ?? {},
      main: [callSoon("fails"), runFor(0.01)],
      expect: { trace: [], logs: { includes: [{ level: "ERROR", exception: "ValueError" }] } },
    },
  ],
  [
    {
      fns: reported.fns ?? {},
      main: [callSoon("fails"), runFor(0.01)],
      expect: { trace: [], logs: { excludes: [{ level: "ERROR" }] } },
    },
    /^1 expected no log record like \{"level":"ERROR"\}, observed \[/,
  ],
  [
    { main: [], expect: { trace: [], warnings: { includes: [{ category: "ResourceWarning" }] } } },
    /^1 expected a warning like \{"category":"ResourceWarning"\}, observed \[\]\n$/,
  ],
];

const entry = fc.constantFrom("a", "b", "c");
const sequences = fc.array(fc.array(entry, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
const item: fc.Arbitrary<TraceItem> = fc.oneof(
  entry,
  sequences.map((any_order): TraceItem => ({ any_order })),
  sequences.map((interleave): TraceItem => ({ interleave })),
  fc
    .array(
      fc.array(
        fc.oneof(
          entry,
          sequences.map((any_order): TraceItem => ({ any_order })),
        ),
        { maxLength: 2 },
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((one_of): TraceItem => ({ one_of })),
);
const matching = fc.record({
  expected: fc.array(item, { maxLength: 3 }),
  seen: fc.array(entry, { maxLength: 7 }),
});

const observationOf = (trace: readonly string[]): Observation => ({
  outcome: "ok",
  trace,
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
});

describe("a Python script that decides", function () {
  this.timeout(60_000);

  it("exits with 0, or with 1 and a line of expected and observed", async () => {
    const said = await decisions(ROWS.map(([row]) => row));
    for (const [index, [row, wanted]] of ROWS.entries()) {
      const what = `row ${index}: ${JSON.stringify(row.expect)}`;
      if (wanted === undefined) expect(said[index], what).to.equal("0 ");
      else expect(said[index], what).to.match(wanted);
    }
  });

  it("exits with 1 where the loop ends the process with 0", async () => {
    const row = { main: logs("a"), expect: { trace: ["a"] } };
    const source = pythonScript(definitionOf(row));
    const exiting = source.replace("asyncio.new_event_loop()", "sys.exit(0)");
    expect(exiting).not.to.equal(source);
    const { status, stdout } = spawnSync(python, ["-c", exiting], { encoding: "utf8" });
    expect(`${status} ${stdout}`).to.equal(
      "1 expected the end of the program, observed the end of the process\n",
    );
  });

  it("matches traces that leave something open as the judge does, to the entry", async () => {
    const samples = fc.sample(matching, { seed: 12, numRuns: 150 });
    const rows = samples.map(({ expected, seen }) => ({
      main: logs(...seen),
      expect: { trace: expected },
    }));
    const said = await decisions(rows);
    const cases = rows.map((row) => table([definitionOf(row)])[0]);
    let held = 0;
    for (const [index, { expected, seen }] of samples.entries()) {
      const judged = judgeObservation(cases[index] as Case, observationOf(seen), {
        clockResolution: 0,
      });
      const what = JSON.stringify({ expected, seen, said: said[index], judged });
      if (judged.verdict === "pass") held += 1;
      if (judged.verdict === "pass") expect(said[index], what).to.equal("0 ");
      else expect(tellsOf(said[index]?.slice(2, -1) ?? "", judged), what).to.equal(true);
    }
    expect(held).to.be.within(10, 140);
  });
});
