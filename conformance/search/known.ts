/** Classes of differences that are known: counted where they are found, not told again. */
import { type Oracle, referenceOracle } from "../execution/adapters/reference-oracle.ts";
import type { Variation } from "../execution/adapters/reference-oracle-loops.ts";
import type { ImplementationInfo } from "../execution/protocol.ts";
import type { Program } from "../language/case.ts";
import { type Difference, differenceOf, type Sighting } from "./compare.ts";

/** A known class. */
export interface KnownClass {
  readonly id: string;
  /** Name of the implementation, as its driver greets: a pattern. */
  readonly implementation: RegExp;
  /** Versions of it, where not all. */
  readonly versions?: (version: string) => boolean;
  /** Version of the language, where the class is of one interpreter: a pattern. */
  readonly language?: RegExp;
  /** What happens, as a sentence. */
  readonly what: string;
  /** Where it was reported, or why it was not. */
  readonly upstream: string;
  /** How the oracle shows the same: a difference that one of these explains whole is of this class. */
  readonly variations?: readonly Variation[];
  /** Where the oracle cannot show it: what such differences look like. */
  readonly looks?: (expected: Sighting, difference: Difference, program: Program) => boolean;
}

/** The known classes of an implementation. */
export class KnownClasses {
  private readonly classes: readonly {
    readonly known: KnownClass;
    readonly oracles: readonly Oracle[];
  }[];

  constructor(
    { name, version, languageVersion }: ImplementationInfo,
    budget: number,
    classes = KNOWN_CLASSES,
  ) {
    this.classes = classes
      .filter(
        ({ implementation, versions, language }) =>
          implementation.test(name) &&
          (versions?.(version) ?? true) &&
          (language?.test(languageVersion) ?? true),
      )
      .map((known) => ({
        known,
        oracles: (known.variations ?? []).map((each) => referenceOracle(budget, each)),
      }));
  }

  /** The class that explains what was seen of a program, if one does. */
  explaining(program: Program, expected: Sighting, got: Sighting): KnownClass | undefined {
    const difference = differenceOf(expected, got);
    if (difference === undefined) return undefined;
    const found = this.classes.find(({ known, oracles }) => {
      if (known.looks?.(expected, difference, program) === true) return true;
      return oracles.some((oracle) => differenceOf(oracle(program).observation, got) === undefined);
    });
    return found?.known;
  }
}

/** Whether an error of that kind is seen where nothing is wrong. */
const isSeen = ({ trace, reports }: Sighting, kind: string): boolean =>
  trace.some((entry) => entry === `!${kind}` || entry === `caught=${kind}`) ||
  reports.some(({ exception }) => exception === kind);

/** Whether a generator of the program awaits, and its closing in the midst of that is refused. */
const closesBusyGenerator = ({ logs, reports }: Sighting, { fns }: Program): boolean =>
  [...logs, ...reports].some(({ exception }) => exception === "RuntimeError") &&
  Object.values(fns).some(
    ({ kind, body }) => kind === "asyncgen" && JSON.stringify(body).includes('"op":"await"'),
  );

/** Whether a task may come to await itself: its coroutine, or one that this one runs, awaits something under its name. */
function awaitsItself({ fns, main }: Program): boolean {
  const bodies = [main, ...Object.values(fns).map(({ body }) => body)];
  const awaits = (fn: string, task: string, seen: readonly string[] = []): boolean => {
    if (seen.includes(fn)) return false;
    const text = JSON.stringify(fns[fn]?.body ?? []);
    if (text.includes(`"op":"await","what":{"$":"${task}"}`)) return true;
    const called = [...text.matchAll(CALLED)].map(([, name = ""]) => name);
    return called.some((name) => awaits(name, task, [...seen, fn]));
  };
  return bodies.some((body) =>
    [...JSON.stringify(body).matchAll(MADE)].some(([, fn = "", task = ""]) => awaits(fn, task)),
  );
}

/** Whether coroutines of several loops may await one future by its name. */
function awaitsAcross(program: Program): boolean {
  const text = JSON.stringify(program);
  return /"run":|"make":"loop"/.test(text) && /"op":"await","what":\{"\$":/.test(text);
}

/** A coroutine that is awaited, by its function. */
const CALLED = /"op":"await","what":\{"call":"(\w+)"/g;

/** A task with the function that its coroutine is a call of, and its name. */
const MADE =
  /"m":"create_task","args":\[\{"call":"(\w+)"(?:,"args":\[[^\]]*\])?\}\](?:,"kwargs":\{[^}]*\})?\},"as":"(\w+)"/g;

/** A call of a run method, which a function of a program only makes inside a run. */
const RUNS = /"m":"run_(forever|until_complete)"/;

/** The list. */
export const KNOWN_CLASSES: readonly KnownClass[] = [
  {
    id: "cpython-stale-stop",
    implementation: /^asyncio\./,
    what: "a run whose future completes in the iteration in which stop(), or an interrupt, ends it, ends the next run after one iteration",
    upstream: "not reported yet; run-until-complete.no-stale-stop-callback",
    variations: ["stale-stop", "stale-stop-slow-shutdown"],
  },
  {
    id: "cpython-done-interrupt",
    implementation: /^asyncio\./,
    what: "run_until_complete() of a future that is done with KeyboardInterrupt or SystemExit does not return until something else stops the run",
    upstream: "not reported yet; run-until-complete.done-future-returns-at-once",
    variations: ["done-interrupt"],
  },
  {
    id: "cpython-refused-await",
    implementation: /^asyncio\./,
    what: "a future whose await was refused (by the task itself, or by a task of another loop) refuses the next one that awaits it with RuntimeError: the futures in C keep a mark",
    upstream: "not reported: no text says what a refused await leaves behind",
    // A cancellation, or the end of the run, may forestall the error of the refusal, which comes one iteration later.
    looks: (expected, { got }, program) =>
      (isSeen(expected, "RuntimeError") && (/RuntimeError/.test(got) || awaitsAcross(program))) ||
      awaitsItself(program),
  },
  {
    id: "cpython-finished-athrow",
    implementation: /^asyncio\./,
    what: "athrow() on a generator that is finished gives None in some editions, and StopAsyncIteration in others",
    upstream: "a matter of the language, not of its loops",
    looks: (_expected, { expected, got }, program) =>
      expected === "!StopAsyncIteration" &&
      got.endsWith("=None") &&
      JSON.stringify(program).includes('"athrow"'),
  },
  {
    id: "pypy-busy-generator",
    implementation: /^asyncio\./,
    language: /pypy/i,
    what: "aclose() of an asynchronous generator that is awaiting closes it, where CPython refuses with RuntimeError",
    upstream: "not reported: a matter of the interpreter's generators, not of its loops",
    looks: (expected, _difference, program) => closesBusyGenerator(expected, program),
  },
  {
    id: "cpython-3.13.0-nested-run",
    implementation: /^asyncio\./,
    versions: (version) => version === "3.13.0",
    what: "a run_forever() that is refused inside a run ends what the outer run has begun: the loop takes itself for idle, and can be closed or run once more",
    upstream: "run-forever.rejected-nesting-leaves-outer-intact",
    looks: (_expected, _difference, { fns }) =>
      Object.values(fns).some(({ body }) => RUNS.test(JSON.stringify(body))),
  },
];
