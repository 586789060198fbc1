import { expect } from "chai";
import { DOCUMENTS, EVERY, GATED } from "../testing/format-documents.ts";
import { formatAnnotations } from "./annotations.ts";

describe("annotations", () => {
  it("are one for each deviation and one for each thing that the gate wants changed", () => {
    const lines = formatAnnotations([EVERY], GATED).split("\n");
    expect(lines).to.deep.equal([
      "::error title=loopspec::The run of 2026-05-04T10:00:00.000Z is incomplete: 1 case not run.%0ATo do: go on with `--resume`",
      "::error file=e.json,line=3,title=python%3Amine::The entry for gone matches nothing.%0ATo do: delete the entry, or correct its match",
      "::error title=python%3Amine breaks v.clause::v/fail: v/fail is wrong%0Aloopspec explain v/fail -i python:mine",
      "::error title=python%3Amine breaks v.clause#2::v/timeout: v/timeout is wrong%0Aloopspec explain v/timeout -i python:mine",
      "::error title=python%3Amine breaks v.clause#3::v/crash: v/crash is wrong%0Aloopspec explain v/crash -i python:mine",
      "::error title=python%3Amine breaks v.clause#4::v/flaky: v/flaky is wrong%0Aloopspec explain v/flaky -i python:mine",
      "::error title=python%3Amine breaks v.clause::v/error: v/error is wrong%0Aloopspec explain v/error -i python:mine",
      "",
    ]);
  });

  for (const [what, documents, options] of DOCUMENTS) {
    it(`are one command a line, whatever the documents say: ${what}`, () => {
      const lines = formatAnnotations(documents, options).split("\n").slice(0, -1);
      expect(lines.filter((line) => !/^::error [^:]*::/.test(line))).to.deep.equal([]);
    });
  }
});
