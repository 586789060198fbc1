import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { clauseById, holdsIn } from "../../clauses/index.ts";
import { parseImplementation } from "../../execution/processes/implementation.ts";
import { matchTrace } from "../../judge/trace-match.ts";
import { tellsOf } from "../../suite/script-line.ts";
import { type Attempt, Session } from "../../suite/session.ts";
import type { Case } from "../case.ts";
import { SPECIMENS } from "../testing/specimens.ts";
import { DECIDING, pythonScript, TRACING } from "./python.ts";
import { type BatchScript, runScripts, type ScriptResult } from "./testing/script-batch.ts";

const python = process.env.LOOPSPEC_PYTHON ?? "python3";
const JOBS = 2;
/** Of every so many cases one has its trace printed too. */
const TRACED = process.env.LOOPSPEC_PRINTERS === "all" ? 1 : 12;
/** Seconds: whether a program ends is asked, not how soon. The machine may be busy. */
const PATIENCE = 60;

/** The version of the interpreter, or undefined where there is none. */
function pythonVersion(): string | undefined {
  try {
    return execFileSync(python, ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"])
      .toString()
      .trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What the driver sees of each case that its host is capable of. */
async function observeAll(cases: readonly Case[], edition: string): Promise<Map<Case, Attempt>> {
  const seen = new Map<Case, Attempt>();
  const { command } = parseImplementation("python:asyncio", { python });
  const share = async (job: number) => {
    const session = new Session(command, {
      clock: "real",
      startTimeout: 30,
      onLateFault: (kase, fault) => {
        throw new Error(`${kase.id}: ${fault.message}`);
      },
    });
    const { capabilities } = await session.hello();
    for (const kase of cases.filter((_kase, index) => index % JOBS === job)) {
      if (kase.needs.some((need) => !capabilities.includes(need))) continue;
      // A function or keyword of another edition ends the script where the driver reports an error.
      if (!kase.clauses.every((id) => holdsIn(clauseById(id), edition))) continue;
      seen.set(kase, await session.run(kase, Math.max(PATIENCE, kase.timeout)));
    }
    await session.end();
  };
  await Promise.all(Array.from({ length: JOBS }, (_, job) => share(job)));
  return seen;
}

const scriptFor = (kase: Case, ending = DECIDING): BatchScript => ({
  id: kase.id,
  source: pythonScript({ ...kase, timeout: Math.max(PATIENCE, kase.timeout) }, {}, ending),
  timeout: 2 * PATIENCE,
  quick: !kase.needs.some((need) => need === "threads" || need === "executor"),
});

const linesOf = (text: string): readonly string[] => text.split("\n").slice(0, -1);

/** How a script's decision departs from the judge's, or undefined. */
function wrongDecision(attempt: Attempt, { status, stdout, stderr }: ScriptResult) {
  const told = `status ${status}, ${JSON.stringify(stdout)}\n${stderr}`;
  if (attempt.verdict === "pass")
    return status === 0 && stdout === "" ? undefined : `passes, and the script: ${told}`;
  const [line, ...more] = linesOf(stdout);
  return status === 1 && more.length === 0 && line !== undefined && tellsOf(line, attempt)
    ? undefined
    : `${attempt.verdict}, ${attempt.message}; the script: ${told}`;
}

/** How a printed trace departs from what the driver saw, or undefined. */
function wrongTrace(kase: Case, { observed }: Attempt, result: ScriptResult): string | undefined {
  if (observed === undefined) return "no observation";
  if (result.status !== 0) return `status ${result.status}: ${result.stderr}`;
  const printed = linesOf(result.stdout);
  const kind = observed.outcome.replace("raised ", "").replace(/:.*/, "");
  if (observed.outcome !== "ok" && !result.stderr.includes(kind)) {
    return `no ${kind} on standard error: ${result.stderr}`;
  }
  if (JSON.stringify(printed) === JSON.stringify(observed.trace)) return undefined;
  const open = kase.expect.trace.some((item) => typeof item !== "string");
  const bothMatch = [printed, observed.trace].every(
    (trace) => matchTrace(kase.expect.trace, trace) === undefined,
  );
  return open && bothMatch
    ? undefined
    : `printed ${JSON.stringify(printed)}, driver saw ${JSON.stringify(observed.trace)}`;
}

describe("printed Python scripts on asyncio", () => {
  const cases = [...SPECIMENS, ...allCases];
  let seen = new Map<Case, Attempt>();
  let decisions: ReadonlyMap<string, ScriptResult> = new Map();
  let traces: ReadonlyMap<string, ScriptResult> = new Map();

  before(async function () {
    this.timeout(600_000);
    const version = pythonVersion();
    if (version === undefined) {
      console.log(`      there is no interpreter ${python}: printed scripts are not run`);
      this.skip();
    }
    seen = await observeAll(cases, version);
    const judged = [...seen.keys()];
    const deciding = judged.map((kase) => scriptFor(kase));
    decisions = await runScripts(deciding, python, JOBS);
    const tracing = judged
      .filter((kase, index) => SPECIMENS.includes(kase) || index % TRACED === 0)
      .map((kase) => scriptFor(kase, TRACING));
    traces = await runScripts(tracing, python, JOBS);
  });

  it("decide as the judge does", () => {
    expect(seen.size).to.be.greaterThan(cases.length * 0.9);
    const wrong = [...seen].flatMap(([kase, attempt]) => {
      const found = wrongDecision(attempt, decisions.get(kase.id) as ScriptResult);
      return found === undefined ? [] : [`${kase.id}: ${found}`];
    });
    expect(wrong, wrong.join("\n")).to.deep.equal([]);
  });

  it("with --trace print the trace that the driver sees, and end with status 0", () => {
    const wrong = [...seen].flatMap(([kase, attempt]) => {
      const result = traces.get(kase.id);
      const found = result && wrongTrace(kase, attempt, result);
      return found === undefined ? [] : [`${kase.id}: ${found}`];
    });
    expect(wrong, wrong.join("\n")).to.deep.equal([]);
  });

  it("give the specimens' own traces", () => {
    for (const kase of SPECIMENS.filter((specimen) => seen.has(specimen))) {
      const printed = linesOf(traces.get(kase.id)?.stdout ?? "");
      expect(matchTrace(kase.expect.trace, printed), kase.id).to.equal(undefined);
    }
  });

  it("with --trace show the channels beside the trace on standard error", () => {
    const stderr = (id: string) => traces.get(`specimen/${id}`)?.stderr ?? "";
    expect(stderr("measures"))
      .to.match(/^metric: dt = 0\.\d+$/m)
      .and.to.include("metric: given = 3");
    expect(stderr("handlers")).to.match(/^report: handle \{.*AppError\('reported'\)/m);
    expect(stderr("polls")).to.match(/^poll: 0$/m);
    expect(stderr("channels")).to.include("never awaited").and.to.include("ERROR:asyncio:");
    expect(stderr("errors"))
      .to.match(/^Traceback/m)
      .and.to.match(/^SystemExit/m);
  });
});
