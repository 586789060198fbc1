import { expect } from "chai";
import { Parser } from "tap-parser";
import { DOCUMENTS, EVERY, GATED } from "../testing/format-documents.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { formatTap } from "./tap.ts";

function tapOf(text: string) {
  const failures: string[] = [];
  const parser = new Parser({ strict: true });
  parser.on("extra", (extra: string) => failures.push(extra));
  const results = new Promise<{ ok: boolean; plan: { end: number }; failures: unknown[] }>(
    (resolve) => parser.on("complete", (all) => resolve(all as never)),
  );
  const tests: { ok: boolean; name: string; todo: unknown; skip: unknown; diag: unknown }[] = [];
  parser.on("child", (child: Parser) => child.on("assert", (test) => tests.push(test as never)));
  parser.end(text);
  return results.then((all) => ({ all, extra: failures, tests }));
}

describe("TAP", () => {
  for (const [what, documents, options] of DOCUMENTS) {
    it(`is read by a strict TAP parser: ${what}`, async () => {
      const { all, extra, tests } = await tapOf(formatTap(documents, options));
      const results = documents.flatMap((d) => d.implementations).flatMap((one) => one.results);
      expect(extra).to.deep.equal([]);
      expect(tests).to.have.length(results.length);
      const told = all.failures.filter((failure) => (failure as { tapError?: string }).tapError);
      expect(told).to.deep.equal([]);
    });
  }

  it("marks what is expected or not gated as TODO and what was not judged as SKIP", async () => {
    const { tests } = await tapOf(formatTap([EVERY], GATED));
    const kinds = tests.map(
      (t) =>
        `${t.name.split(":")[0]} ${t.ok ? "ok" : "not ok"}${t.todo ? " TODO" : ""}${t.skip ? " SKIP" : ""}`,
    );
    expect(kinds).to.deep.equal([
      "v/pass ok",
      "v/fail not ok",
      "v/differs not ok TODO",
      "v/timeout not ok",
      "v/crash not ok",
      "v/flaky not ok",
      "v/unsupported ok SKIP",
      "v/not-judged ok SKIP",
      "v/not-applicable ok SKIP",
      "v/error not ok",
      "v/not-run ok SKIP",
      "a/known not ok TODO",
    ]);
    expect(tests[1]!.diag).to.include({
      verdict: "fail",
      explain: "loopspec explain v/fail -i python:mine",
    });
  });

  it("is ok as a whole only where nothing failed", async () => {
    const good = sampleDocumentOf([
      sampleImplementationOf("x", { "a/x": "pass", "a/y": "differs" }),
    ]);
    expect((await tapOf(formatTap([good]))).all.ok).to.equal(true);
    expect((await tapOf(formatTap([EVERY]))).all.ok).to.equal(false);
  });
});
