/** The suite inside an ordinary mocha run. */

import { allCases } from "../cases/index.ts";
import { clauseById } from "../clauses/index.ts";
import type { Adapter } from "../execution/adapter.ts";
import type { Clock } from "../execution/protocol.ts";
import { type Offer, withoutRunning } from "../judge/applicability.ts";
import type { Case } from "../language/case.ts";
import { UsageError } from "../usage-error.ts";
import { type CaseJudge, type Judged, judgeInDriver, judgeInProcess } from "./mocha-judge.ts";
import { selectCases } from "./select.ts";

/** What is judged, and how. */
export interface ConformanceOptions {
  /** Globs over ids of cases and clauses; `!` removes. Default: all cases. */
  readonly select?: readonly string[];
  /** Default `real`. */
  readonly clock?: Clock;
  /** Seconds that a case may take, instead of its own limit. */
  readonly timeout?: number;
  /** What to select from; default: the whole suite. */
  readonly cases?: readonly Case[];
  /** Also fail where no text promises what was expected, or promises it less than with a MUST. */
  readonly strict?: boolean;
}

/** Milliseconds beyond a case's limit: a driver's start, twice, and its end. */
const MOCHA_GRACE = 60_000;

interface Test {
  title: string;
}

/** `this` of a test. */
interface TestContext {
  readonly test?: Test;
  timeout(milliseconds: number): unknown;
  skip(): never;
}

type Body = (this: TestContext) => Promise<void>;

/** What mocha defines globally. Nothing of it is imported: there may be two copies, and only one runs. */
interface Mocha {
  describe(title: string, body: () => void): void;
  it(title: string, body: Body): void;
  before(body: Body): void;
  after(body: Body): void;
}

/** An implementation breaks a case. mocha shows `expected` and `actual` as a difference. */
export class ConformanceFailure extends Error {
  override readonly name = "ConformanceFailure";
  readonly showDiff = true;
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(kase: Case, { verdict, message, observed }: Judged) {
    super(`${verdict}: ${message}\n${kase.title}. See: loopspec explain ${kase.id}`);
    const { trace, outcome = "ok" } = kase.expect;
    this.expected = { outcome, trace };
    this.actual = { outcome: observed?.outcome, trace: observed?.trace };
  }
}

/**
 * Registers the suite's cases as mocha tests: one a case, grouped by clause and titled with its sentence.
 *
 * What the implementation does not offer, or what does not hold in its edition, is pending with the reason in the
 * title; so is what differs where no text says MUST, unless `strict` is set.
 *
 * @param target an adapter, or the path of a module that exports one as `adapter`, or `reference`. Given a path, the
 *   programs run in a process of their own that is replaced when one hangs. Given an object, they run in mocha's own
 *   process: **a program that hangs then hangs mocha**, since no timer fires in a thread that is blocked.
 * @throws UsageError outside of mocha, for a path that does not exist, and for a glob that matches nothing
 */
export function describeConformance(
  target: Adapter | string,
  options: ConformanceOptions = {},
): void {
  const { describe, it, before, after } = mochaGlobals();
  const { clock = "real", timeout, select = [], strict = false } = options;
  const judging = { clock, timeout };
  const judge =
    typeof target === "string" ? judgeInDriver(target, judging) : judgeInProcess(target, judging);
  const cases = selectCases(options.cases ?? allCases, select);

  describe(`${judge.name} conforms`, () => {
    let offer: Offer;
    before(async function () {
      this.timeout(MOCHA_GRACE);
      offer = await judge.offer();
    });
    for (const [clause, group] of byClause(cases)) {
      describe(`${clause}: ${clauseById(clause).says}`, () => {
        for (const kase of group) {
          it(`${kase.title} (${kase.id})`, async function () {
            this.timeout((timeout ?? kase.timeout) * 2000 + MOCHA_GRACE);
            const pending = await judgeCase(kase, judge, offer, strict);
            if (pending === undefined) return;
            if (this.test !== undefined) this.test.title += ` (${pending})`;
            this.skip();
          });
        }
      });
    }
    after(async function () {
      this.timeout(MOCHA_GRACE);
      const problems = await judge.end();
      if (problems.length > 0) throw new Error(problems.join("\n"));
    });
  });
}

/**
 * Judges one case.
 *
 * @returns why the test is pending; undefined if the case passed
 * @throws ConformanceFailure if it did not
 */
async function judgeCase(
  kase: Case,
  judge: CaseJudge,
  offer: Offer,
  strict: boolean,
): Promise<string | undefined> {
  const settled = withoutRunning(kase, offer);
  if (settled !== undefined) return `${settled.verdict}: ${settled.message}`;
  const refusal = judge.refuses(kase);
  if (refusal !== undefined) return refusal;
  const judged = await judge.judge(kase);
  if (judged.verdict === "pass") return undefined;
  if (judged.verdict === "differs" && !strict) return `differs: ${judged.message}`;
  throw new ConformanceFailure(kase, judged);
}

function byClause(cases: readonly Case[]): ReadonlyMap<Case["clauses"][0], readonly Case[]> {
  const groups = new Map<Case["clauses"][0], Case[]>();
  for (const kase of cases) {
    const [clause] = kase.clauses;
    groups.set(clause, [...(groups.get(clause) ?? []), kase]);
  }
  return groups;
}

function mochaGlobals(): Mocha {
  const mocha = globalThis as unknown as Partial<Mocha>;
  const { describe, it, before, after } = mocha;
  if (!describe || !it || !before || !after) {
    throw new UsageError(
      "describeConformance() needs mocha's describe() and it()",
      "Call it in a test file that mocha runs; `loopspec run` judges without mocha.",
    );
  }
  return { describe, it, before, after };
}
