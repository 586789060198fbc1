/** What Stryker runs: the conformance cases, and nothing else. */
import { allCases } from "../../../cases/index.ts";
import type { Verdict } from "../../../judge/verdict.ts";
import { readBaseline } from "./baseline.ts";
import { type FreshReference, freshReference } from "./fresh-reference.ts";
import { judgeCase } from "./judge-case.ts";

/** The same as for mutants of other loops. `error` is no kill: the harness could not judge. */
const KILLED: readonly Verdict[] = ["fail", "differs", "timeout", "crash"];

let reference: FreshReference;

// Anew for every mutant: mocha stays in its process as long as no mutant hangs.
before(async () => {
  reference = await freshReference();
});

const byId = new Map(allCases.map((kase) => [kase.id, kase]));
for (const id of readBaseline().cases) {
  const kase = byId.get(id);
  if (kase === undefined) throw new Error(`the baseline names \`${id}\`, which is not a case`);
  it(id, async () => {
    const { verdict, message } = await judgeCase(kase, reference);
    if (KILLED.includes(verdict)) throw new Error(`${verdict}: ${message}`);
  });
}
