import { expect } from "chai";
import type { TestSuites } from "junit2json";
import { parse as parseJunit } from "junit2json";
import { DOCUMENTS, EVERY, GATED } from "../testing/format-documents.ts";
import { formatJunit } from "./junit.ts";

describe("JUnit", () => {
  for (const [what, documents, options] of DOCUMENTS) {
    it(`is read by a JUnit parser: ${what}`, async () => {
      const suites = (await parseJunit(formatJunit(documents, options))) as TestSuites;
      const results = documents.flatMap((d) => d.implementations).flatMap((one) => one.results);
      const cases = (suites.testsuite ?? []).filter((suite) => suite.name !== "gate");
      expect(cases.flatMap((suite) => suite.testcase ?? [])).to.have.length(results.length);
      for (const suite of cases) {
        const of = (key: "failure" | "error" | "skipped") =>
          suite.testcase!.filter((test) => test[key]).length;
        expect([of("failure"), of("error"), of("skipped")]).to.deep.equal([
          suite.failures,
          suite.errors,
          suite.skipped,
        ]);
      }
    });
  }

  it("says of each verdict what a CI system makes of it, and tells what the gate says", async () => {
    const suites = (await parseJunit(formatJunit([EVERY], GATED))) as TestSuites;
    const kinds = suites.testsuite!.flatMap((suite) =>
      suite.testcase!.map((test) => {
        const kind = (["failure", "error", "skipped"] as const).find((key) => test[key]);
        return `${test.name!.split(":")[0]} ${kind ?? "passed"}`;
      }),
    );
    expect(kinds).to.deep.equal([
      "v/pass passed",
      "v/fail failure",
      "v/differs skipped",
      "v/timeout failure",
      "v/crash failure",
      "v/flaky failure",
      "v/unsupported skipped",
      "v/not-judged skipped",
      "v/not-applicable skipped",
      "v/error error",
      "v/not-run skipped",
      "a/known skipped",
      "incomplete 1 failure",
      "matches-nothing 2 failure",
    ]);
  });
});
