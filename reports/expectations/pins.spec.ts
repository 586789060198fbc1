import { expect } from "chai";
import { gate } from "../gate.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { parseExpectations } from "./parse.ts";

const subject = sampleImplementationOf("python:mine", { "a/1": "pass", "a/2": "unsupported" });

function decide(section: string, options?: { select: string[] }) {
  const text = `{"implementations": {"python:mine": ${section}}}`;
  const document = sampleDocumentOf([subject]);
  const narrowed = { ...document, suite: { ...document.suite, ...(options && { options }) } };
  return gate([narrowed], { expectations: [parseExpectations(text, "e.json")] });
}

describe("what an expectations file pins", () => {
  it("holds where all is offered and as many cases are judged", () => {
    const { problems, notices } = decide(
      '{"capabilities": ["threads"], "judged": 1, "entries": []}',
    );
    expect([problems, notices]).to.deep.equal([[], []]);
  });

  it("is red where a capability is gone, until the file says so", () => {
    const { problems, exitCode } = decide(
      '{"capabilities": ["threads", "signals"], "entries": []}',
    );
    expect(exitCode).to.equal(1);
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([
      ["capability-gone", { file: "e.json", line: 1 }],
    ]);
    expect(problems[0]?.fix).to.include('delete "signals"');
  });

  it("is red where fewer cases are judged, but not in a run that selects some", () => {
    const section = '{"judged": 2, "entries": []}';
    expect(decide(section).problems.map(({ code }) => code)).to.deep.equal(["fewer-judged"]);
    expect(decide(section, { select: ["a/*"] }).problems).to.deep.equal([]);
  });

  it("is nothing in an old file, and the gate says so", () => {
    const { problems, notices } = decide("[]");
    expect(problems).to.deep.equal([]);
    expect(notices).to.have.length(1);
    expect(notices[0]).to.include("e.json pins nothing for python:mine");
  });

  it("does not overlook a section about an implementation that is not there", () => {
    const text = '{"implementations": {"uvloop": []}}';
    const { notices } = gate([sampleDocumentOf([subject])], {
      expectations: [parseExpectations(text, "e.json")],
    });
    expect(notices).to.deep.equal([
      "e.json: the section uvloop matches no implementation of these results (python:mine).",
    ]);
  });
});
