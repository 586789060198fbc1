import { expect } from "chai";
import { columnsOf } from "../columns.ts";
import type { ClauseText } from "../document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { silenceLine, silenceOf } from "./silence.ts";

const clause = (status: string): ClauseText => ({
  says: "It holds",
  heading: "Running",
  source: "Running, sentence 1",
  level: "MUST",
  basis: "chapter",
  status,
});

describe("silence", () => {
  it("says how many sentences were not judged, and why", () => {
    const subject = sampleImplementationOf("x", {
      "a/1": "fail",
      "b/1": "unsupported",
      "b/2": "unsupported",
      "c/1": "not-judged",
      "d/1": "pass",
      "d/2": "unsupported",
      "e/1": "not-applicable",
    });
    const clauses = {
      "a.clause": clause("cases"),
      "b.clause": clause("cases"),
      "p.one": clause("pending"),
      "p.two": clause("pending"),
      "q.none": clause("cases"),
    };
    const [column] = columnsOf([sampleDocumentOf([subject], { clauses })]);
    const silence = silenceOf(column!);
    expect(silence).to.deep.include({ sentences: 8, judged: 2 });
    expect(silenceLine(silence)).to.equal(
      "Not judged: 6 of 8 sentences (2 no case written yet, 1 not offered by the loop, 1 without a case in this run, 1 something that they need is broken, 1 of another edition). Silence is not a pass.",
    );
  });

  it("says so where all were judged", () => {
    const [column] = columnsOf([
      sampleDocumentOf([sampleImplementationOf("x", { "a/1": "pass" })]),
    ]);
    expect(silenceLine(silenceOf(column!))).to.equal("The one sentence was judged.");
  });
});
