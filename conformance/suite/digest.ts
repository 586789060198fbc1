/** Digests of what is asked: equal digests mean the same questions. */
import { createHash } from "node:crypto";
import type { Clause } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";

/** Arrays of cases and clauses are constants: each pair is digested once. */
const known = new WeakMap<readonly Case[], WeakMap<readonly Clause[], string>>();

/**
 * The digest of a suite: of every program, expectation and limit, and of what the clauses make of a verdict.
 *
 * Titles, files and wording do not enter it, nor does the order of cases.
 *
 * @param cases all cases; not to be changed afterwards
 * @param clauses the catalogue; not to be changed afterwards
 * @returns SHA-256 in hexadecimal
 */
export function suiteDigest(cases: readonly Case[], clauses: readonly Clause[]): string {
  const ofCases = known.get(cases) ?? new WeakMap<readonly Clause[], string>();
  known.set(cases, ofCases);
  const before = ofCases.get(clauses);
  if (before !== undefined) return before;
  const digest = sha256([
    ...cases.map(
      (kase) => `case ${kase.id} ${kase.clauses} ${kase.needs} ${kase.isolate} ${questionOf(kase)}`,
    ),
    ...clauses.map(
      ({ id, level, basis, status, since, until, except }) =>
        `clause ${id} ${level} ${basis} ${status} ${since} ${until} ${JSON.stringify(except)}`,
    ),
  ]);
  ofCases.set(clauses, digest);
  return digest;
}

/**
 * The digest of one case's program, expectation and limit: tells a changed case from a changed loop.
 *
 * @param kase not to be changed afterwards
 * @returns the first 16 hexadecimal digits of SHA-256
 */
export function caseDigest(kase: Pick<Case, "program" | "expect" | "timeout">): string {
  return sha256([questionOf(kase)]).slice(0, 16);
}

/** Programs and expectations are constants: each case is written out once for both digests. */
const questions = new WeakMap<object, string>();

/** Members stand in the order of the builders, which is the same in every build: sorting them costs five times as much. */
function questionOf(kase: Pick<Case, "program" | "expect" | "timeout">): string {
  const before = questions.get(kase);
  if (before !== undefined) return before;
  const { program, expect, timeout } = kase;
  const question = JSON.stringify([program, expect, timeout]);
  questions.set(kase, question);
  return question;
}

function sha256(lines: readonly string[]): string {
  return createHash("sha256")
    .update([...lines].sort().join("\n"))
    .digest("hex");
}
