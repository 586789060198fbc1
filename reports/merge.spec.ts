import { expect } from "chai";
import type { ResultsDocument } from "./document.ts";
import { ReportError, type ReportErrorCode } from "./errors.ts";
import { mergeDocuments } from "./merge.ts";
import { checkDocument } from "./read.ts";
import { sampleDocument } from "./testing/sample-document.ts";
import { countVerdicts } from "./totals.ts";

/** Deals the cases of a document to shards as cards are dealt. */
function shardsOf(whole: ResultsDocument, count: number): ResultsDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    ...structuredClone(whole),
    shard: { index: index + 1, count, planned: whole.suite.cases },
    startedAt: new Date(Date.parse(whole.startedAt) + index * 1000).toISOString(),
    implementations: structuredClone(whole.implementations).map((one) => {
      const results = one.results.filter((_, i) => i % count === index);
      return { ...one, results, totals: countVerdicts(results) };
    }),
  }));
}

const merge = (documents: ResultsDocument[]) =>
  mergeDocuments(documents.map((document, i) => ({ name: `s${i + 1}.json`, document })));

const whole = sampleDocument({ cases: 40 });
// The generator lets some cases be `not-run`, which no complete run has.
for (const one of whole.implementations) {
  for (const result of one.results) if (result.verdict === "not-run") result.verdict = "pass";
  one.totals = countVerdicts(one.results);
}

describe("merging shards", () => {
  it("gives the document that a run without shards gives", () => {
    const [first, second, third] = shardsOf(whole, 3);
    expect(merge([third!, first!, second!])).to.deep.equal(whole);
    expect(() => checkDocument(merge([first!, second!, third!]), "merged")).not.to.throw();
  });

  it("sorts by id where no document carries the cases' texts", () => {
    const bare = shardsOf(whole, 2).map(({ cases, clauses, ...rest }) => rest);
    const ids = merge(bare).implementations[0]!.results.map((result) => result.case);
    expect(ids).to.deep.equal([...ids].sort());
    expect(ids).to.have.length(40);
  });

  it("accepts shards that list the cases of the others as not run", () => {
    const shards = shardsOf(whole, 2);
    shards.forEach((shard, n) => {
      shard.implementations.forEach((one, i) => {
        one.results = whole.implementations[i]!.results.map((result, k) =>
          k % 2 === n ? result : { ...result, verdict: "not-run" },
        );
      });
    });
    expect(merge(shards).implementations).to.deep.equal(whole.implementations);
  });

  const WRONG: [
    string,
    ReportErrorCode,
    RegExp,
    (shards: ResultsDocument[]) => ResultsDocument[],
  ][] = [
    ["nothing", "nothing-given", /nothing to merge/, () => []],
    ["a missing shard", "gap", /1 shard of 3 missing: 2\./, ([a, , c]) => [a!, c!]],
    [
      "a shard twice",
      "overlap",
      /s1\.json and s4\.json are both shard 1/,
      (all) => [...all, all[0]!],
    ],
    [
      "another suite",
      "different-suite",
      /s1\.json and s2\.json are of different suites/,
      ([a, b, c]) => [a!, { ...b!, suite: { ...b!.suite, digest: "sha256:other" } }, c!],
    ],
    [
      "other options",
      "different-options",
      /different options: \{\} and \{"select":\["stop\.\*"\]\}/,
      ([a, b, c]) => [a!, { ...b!, suite: { ...b!.suite, options: { select: ["stop.*"] } } }, c!],
    ],
    [
      "another number of shards",
      "different-options",
      /one of 3, one of 4/,
      ([a, b, c]) => [a!, { ...b!, shard: { index: 2, count: 4, planned: 40 } }, c!],
    ],
    [
      "an incomplete shard",
      "incomplete",
      /s2\.json is incomplete: the run was interrupted/,
      ([a, b, c]) => [a!, { ...b!, complete: false }, c!],
    ],
    ["no shard", "gap", /s1\.json is not a shard/, () => [whole]],
    [
      "one case judged twice",
      "overlap",
      /Two shards judged area-0\/case-0-with-a-readable-slug on reference/,
      ([a, b, c]) => {
        b!.implementations[0]!.results.push(a!.implementations[0]!.results[0]!);
        return [a!, b!, c!];
      },
    ],
    [
      "a case that no shard judged",
      "gap",
      /1 case of python:loop_1 not run by any shard/,
      ([a, b, c]) => {
        b!.implementations[1]!.results.pop();
        return [a!, b!, c!];
      },
    ],
    [
      "a shard of another loop",
      "different-implementation",
      /s3\.json has no results of python:loop_1: it is of reference, python:other/,
      ([a, b, c]) => {
        c!.implementations[1]!.id = "python:other";
        c!.implementations.length = 2;
        a!.implementations.length = 2;
        b!.implementations.length = 2;
        return [a!, b!, c!];
      },
    ],
    [
      "another version of the implementation",
      "different-implementation",
      /as python:loop_2: its version is 1\.4\.2 and 9/,
      ([a, b, c]) => {
        b!.implementations[2]!.version = "9";
        return [a!, b!, c!];
      },
    ],
  ];
  for (const [what, code, message, change] of WRONG) {
    it(`refuses ${what}`, () => {
      try {
        merge(change(shardsOf(whole, 3)));
        expect.fail("nothing was refused");
      } catch (error) {
        expect(error).to.be.instanceOf(ReportError);
        expect((error as ReportError).code).to.equal(code);
        expect((error as ReportError).message).to.match(message);
        expect((error as ReportError).hint).to.match(/\S/);
      }
    });
  }
});
