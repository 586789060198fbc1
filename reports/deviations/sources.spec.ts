import { expect } from "chai";
import type { CaseResult, ResultsDocument } from "../document.ts";
import { mergeDocuments } from "../merge.ts";
import { checkDocument } from "../read.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { countVerdicts } from "../totals.ts";
import { deviationsOf, resultsOf } from "./deviations.ts";
import { operationBehind } from "./operation-behind.ts";

const OPERATIONS = ["call_soon", "call_later", "stop", "add_reader"];
const isWrong = ({ verdict }: CaseResult) => ["fail", "timeout", "crash"].includes(verdict);

/** A document whose wrong cases have programs, and say what operation is behind the first differing entry. */
function whole(): ResultsDocument {
  const document = sampleDocument({ cases: 300 });
  for (const one of document.implementations) {
    one.results.forEach((result, index) => {
      if (result.verdict === "not-run") result.verdict = "pass";
      if (!isWrong(result)) return;
      const program = `def job():\n    log("job")\n\nloop.${OPERATIONS[index % OPERATIONS.length]}(job)\n`;
      Object.assign(document.cases![result.case]!, { program, operations: 3 });
      result.expected = { outcome: "ok", trace: ["job"] };
      result.observed = { outcome: "ok", trace: [] };
      result.operation = operationBehind(program, result)!;
    });
    one.totals = countVerdicts(one.results);
  }
  return document;
}

/** The groups of every implementation: ids, and the cases in their order. */
const groupsOf = (document: ResultsDocument) =>
  document.implementations.map((one) =>
    deviationsOf(one, document).deviations.map((deviation) => [
      deviation.id,
      deviation.smallest.case,
      resultsOf(deviation).map((result) => result.case),
    ]),
  );

describe("the deviations of a document", () => {
  it("are found at all, so that the rest says something", () => {
    const document = whole();
    const operations = document.implementations.flatMap(({ results }) =>
      results.filter(isWrong).map(({ operation }) => operation),
    );
    expect(new Set(operations)).to.deep.equal(new Set(OPERATIONS.map((name) => `loop.${name}`)));
    expect(groupsOf(document).flat().length).to.be.greaterThan(5);
  });

  it("are the same where it is merged from shards", () => {
    const document = whole();
    const count = 3;
    const shards = Array.from({ length: count }, (_, index) => ({
      name: `${index}.json`,
      document: {
        ...document,
        shard: { index: index + 1, count, planned: document.suite.cases },
        implementations: document.implementations.map((one) => {
          const results = one.results.filter((_result, at) => at % count === index);
          return { ...one, results, totals: countVerdicts(results) };
        }),
      },
    }));
    expect(groupsOf(mergeDocuments(shards.reverse()))).to.deep.equal(groupsOf(document));
  });

  it("are the same where the first version wrote it, which named no operations", () => {
    const document = whole();
    const old = JSON.parse(
      JSON.stringify(document).replaceAll('"basis":"chapter"', '"basis":"seed"'),
    );
    old.schema = "loopspec-results/1";
    for (const text of Object.values<{ operations?: number }>(old.cases)) delete text.operations;
    for (const { results, totals } of old.implementations) {
      delete totals["not-judged"];
      for (const result of results) delete result.operation;
    }
    expect(groupsOf(checkDocument(old, "old.json"))).to.deep.equal(groupsOf(document));
  });

  it("are the same where it was written and read", () => {
    const document = whole();
    const read = checkDocument(JSON.parse(JSON.stringify(document)), "results.json");
    expect(groupsOf(read)).to.deep.equal(groupsOf(document));
  });
});
