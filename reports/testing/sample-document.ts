import {
  BASES,
  type CaseResult,
  type CaseText,
  type ClauseText,
  type ImplementationResults,
  LEVELS,
  type ResultsDocument,
  SCHEMA,
  type Verdict,
} from "../document.ts";
import { countVerdicts } from "../totals.ts";

/** How large a made-up document is, and how its implementations are called. */
export interface SampleOptions {
  implementations?: number;
  cases?: number;
  /** Chooses the verdicts; equal seeds give equal documents. */
  seed?: number;
  /** The version of every implementation. */
  version?: string;
  startedAt?: string;
}

const HEADINGS = [
  "Preface",
  "Obtaining the event loop",
  "Running and stopping the loop",
  "Scheduling callbacks",
  "Scheduling delayed callbacks",
  "Creating futures and tasks",
  "Opening network connections",
  "Watching file descriptors",
  "Executing code in thread or process pools",
  "Error handling API",
  "Enabling debug mode",
  "Running subprocesses",
];

/** Verdicts and their weight: mostly right, now and then everything else. */
const WEIGHTS: [Verdict, number][] = [
  ["pass", 860],
  ["fail", 40],
  ["differs", 25],
  ["unsupported", 40],
  ["not-applicable", 15],
  ["timeout", 6],
  ["crash", 4],
  ["flaky", 5],
  ["error", 2],
  ["not-run", 3],
];

/** A small generator of numbers in [0, 1): the same document for the same seed, on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes up a whole document: clauses, cases, verdicts, traces, scripts, all with texts. */
export function sampleDocument(options: SampleOptions = {}): ResultsDocument {
  const { implementations = 3, cases = 60, seed = 1 } = options;
  const random = seededRandom(seed);
  const clauses = sampleClauses(Math.max(6, Math.round(cases / 4)));
  const ids = Object.keys(clauses).filter((id) => clauses[id]!.status === "cases");
  const rows = Array.from({ length: cases }, (_, i) => ({
    id: `area-${i % 12}/case-${i}-with-a-readable-slug`,
    clause: ids[i % ids.length]!,
  }));
  const startedAt = options.startedAt ?? "2026-05-04T10:00:00.000Z";
  return {
    schema: SCHEMA,
    suite: { version: "1.0.0", digest: "sha256:5a3e", clauses: Object.keys(clauses).length, cases },
    startedAt,
    finishedAt: new Date(Date.parse(startedAt) + 12_000).toISOString(),
    command: "loopspec run -i reference -i python:asyncio",
    host: { os: "linux", arch: "x64", node: "v20.19.0", cpus: 2 },
    implementations: Array.from({ length: implementations }, (_, n) =>
      sampleImplementation(n, rows, clauses, random, options.version ?? "1.4.2"),
    ),
    clauses,
    cases: Object.fromEntries(rows.map((row, i) => [row.id, sampleCase(row.id, i)])),
    complete: true,
  };
}

function sampleClauses(n: number): Record<string, ClauseText> {
  const clauses = Array.from({ length: n }, (_, i): [string, ClauseText] => {
    const heading = HEADINGS[Math.floor((i * HEADINGS.length) / n)]!;
    const level = LEVELS[i % 7 === 3 ? 1 : i % 11 === 5 ? 2 : i % 13 === 12 ? 3 : 0]!;
    const basis = BASES[i % 5 === 4 ? 2 : i % 3 === 2 ? 1 : 0]!;
    const text: ClauseText = {
      says: `Statement ${i} about what the loop does with a callback that is added while it stops`,
      heading,
      source: `${heading}, sentence ${i + 1}`,
      // Documents of the first layout have no links.
      ...(i % 2 === 0 ? { url: `https://docs.example/3.13/page.html#statement-${i}` } : {}),
      level,
      basis,
      status: level === "INFO" ? "advice" : "cases",
      definedAt: { file: "conformance/clauses/sample.ts", line: 10 + i },
    };
    if (level === "INFO") text.why = "It advises the reader and promises nothing of a loop.";
    return [`${slug(heading)}.statement-${i}`, text];
  });
  return Object.fromEntries(clauses);
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, "-");
}

function sampleCase(id: string, i: number): CaseText {
  const program = `def outer():\n    log("outer")\n    loop.call_soon(inner, ${i})\n\ndef inner(n):\n    log("inner", n)\n`;
  return {
    program: `${program}\nloop.call_soon(outer)\nloop.run_forever()\n`,
    scripts: {
      python: `# ${id}\nimport asyncio\n\nloop = asyncio.new_event_loop()\n\n${program}\nloop.call_soon(outer)\nloop.call_later(${i / 1000}, loop.stop)\nloop.run_forever()\nloop.close()\n`,
    },
    digest: `sha256:${i.toString(16).padStart(8, "0")}`,
    definedAt: { file: "conformance/cases/sample.ts", line: 20 + i },
  };
}

function sampleImplementation(
  n: number,
  rows: readonly { id: string; clause: string }[],
  clauses: Record<string, ClauseText>,
  random: () => number,
  version: string,
): ImplementationResults {
  const results = rows.map((row, i) =>
    sampleResult(row, i, clauses[row.clause]!, n === 0 ? "pass" : pickVerdict(random())),
  );
  return {
    id: n === 0 ? "reference" : `python:loop_${n}`,
    name: n === 0 ? "reference" : `loop_${n}`,
    version,
    language: n === 0 ? "typescript" : "python",
    languageVersion: n === 0 ? "20.19.0" : "3.13.1",
    platform: "linux-x64",
    edition: "3.13",
    capabilities: ["threads", "fd"],
    clock: n === 0 ? "virtual" : "real",
    ...(n > 0 && {
      arguments: ["-i", `python:loop_${n}`, "--python", "./venv/bin/python"],
      scriptEdits: {
        language: "python",
        replace: [
          ["import asyncio", `import asyncio\nimport loop_${n}`] as [string, string],
          ["asyncio.new_event_loop()", `loop_${n}.new_event_loop()`] as [string, string],
        ],
      },
    }),
    results,
    totals: countVerdicts(results),
  };
}

function pickVerdict(at: number): Verdict {
  let left = at * WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [verdict, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return verdict;
  }
  return "pass";
}

function sampleResult(
  row: { id: string; clause: string },
  i: number,
  clause: ClauseText,
  picked: Verdict,
): CaseResult {
  const mustGate = clause.level === "MUST" && clause.basis !== "observed";
  const verdict = picked === "fail" && !mustGate ? "differs" : picked;
  const result: CaseResult = {
    case: row.id,
    title: `callback ${i} that the stopping batch adds waits for the next run`,
    clauses: [row.clause],
    level: clause.level,
    basis: clause.basis,
    verdict,
    ms: Math.round((i % 17) * 37) / 100,
  };
  if (["pass", "unsupported", "not-applicable", "not-run"].includes(verdict)) return result;
  return {
    ...result,
    reason: verdict === "fail" || verdict === "differs" ? "trace" : verdict,
    message: `The trace differs at entry ${i % 3}: "inner=${i}" came before "stop".`,
    expected: {
      outcome: "ok",
      trace: ["outer", { any_order: ["a", "b"] }, "halt", "returned", `inner=${i}`],
    },
    observed: { outcome: "ok", trace: ["outer", "b", "a", `inner=${i}`, "halt", "returned"] },
    attempts: [
      { verdict: verdict === "flaky" ? "fail" : verdict, ms: 1.2 },
      { verdict: verdict === "flaky" ? "pass" : verdict, ms: 1.4 },
    ],
  };
}
