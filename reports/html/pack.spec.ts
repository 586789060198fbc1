import { expect } from "chai";
import { columnsOf } from "../columns.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { latestOf } from "./latest.ts";
import { packDocuments } from "./pack.ts";
import { formatHtml } from "./page.ts";

const clauseOf = (says: string) => ({
  says,
  heading: "Running",
  source: "Running, sentence 1",
  level: "MUST" as const,
  basis: "chapter" as const,
  status: "cases",
});

describe("what the report's page is given", () => {
  it("holds a character for each case on each loop, a space where a run did not have it", () => {
    const one = sampleDocumentOf([sampleImplementationOf("a", { "x/1": "pass", "x/2": "fail" })]);
    const two = sampleDocumentOf([sampleImplementationOf("b", { "x/2": "crash", "x/3": "pass" })]);
    const payload = packDocuments([one, two]);
    expect(payload.cases.map((kase) => kase.id)).to.deep.equal(["x/1", "x/2", "x/3"]);
    expect(payload.columns.map((column) => column.verdicts)).to.deep.equal(["pf ", " cp"]);
  });

  it("has the scripts of all documents, and tells each loop which of them are its own", () => {
    const of = (id: string, language: string, cases: object) =>
      sampleDocumentOf([{ ...sampleImplementationOf(id, { "x/1": "fail" }), language }], {
        cases: { "x/1": cases },
      });
    const payload = packDocuments([
      of("a", "Python", { program: "p", scripts: { python: "import asyncio" } }),
      of("b", "JavaScript", { program: "p", unscripted: { javascript: "it uses threads" } }),
    ]);
    expect(payload.cases[0]?.scripts?.map(([language]) => language)).to.deep.equal(["python"]);
    expect(payload.cases[0]?.unscripted).to.deep.equal([["javascript", "it uses threads"]]);
    const languages = payload.columns.map((column) => column.languages);
    expect(languages).to.deep.equal([["python"], ["javascript", "typescript"]]);
  });

  it("keeps equal details and equal lines once", () => {
    const document = sampleDocument({ implementations: 1, cases: 1 });
    const [result] = document.implementations[0]!.results;
    const wrong = {
      ...result!,
      verdict: "fail" as const,
      message: "no",
      expected: { trace: ["a"] },
    };
    document.implementations = ["p", "q"].map((id) => ({
      ...document.implementations[0]!,
      id,
      results: [wrong],
    }));
    const payload = packDocuments([document]);
    expect(payload.details).to.have.length(1);
    expect(payload.columns.map((column) => column.details)).to.deep.equal([
      [0, 0],
      [0, 0],
    ]);
    expect(new Set(payload.strings).size).to.equal(payload.strings.length);
  });

  it("takes texts from the newest document, and shows clauses that no catalogue has", () => {
    const subject = sampleImplementationOf("a", { "x/1": "pass", "y/1": "pass" });
    const old = sampleDocumentOf([subject], {
      startedAt: "2026-01-01T00:00:00Z",
      clauses: { "x.clause": clauseOf("old") },
    });
    const now = sampleDocumentOf([{ ...subject, version: "2" }], {
      clauses: { "x.clause": clauseOf("new") },
    });
    const { clauses, headings } = packDocuments([old, now]);
    expect(clauses.map((clause) => [clause.id, clause.says])).to.deep.equal([
      ["x.clause", "new"],
      ["y.clause", "y.clause"],
    ]);
    expect(clauses.map((clause) => headings[clause.heading])).to.deep.equal(["Running", "y"]);
  });

  it("folds equal entries far from any difference, and bounds the rest", () => {
    const document = sampleDocument({ implementations: 1, cases: 1 });
    const [result] = document.implementations[0]!.results;
    const same = Array.from({ length: 50 }, (_, i) => `same ${i}`);
    Object.assign(result!, {
      expected: { trace: [...same, "a"] },
      observed: { trace: [...same, "b"] },
    });
    const payload = packDocuments([document]);
    const lines = (payload.details[0]!.t ?? []).flatMap((value, i, all) =>
      i % 3 === 0 ? [`${value} ${payload.strings[all[i + 1]!]}`] : [],
    );
    expect(lines).to.deep.equal([
      "3 … 46 equal entries",
      "0 same 46",
      "0 same 47",
      "0 same 48",
      "0 same 49",
      "1 a",
      "2 b",
    ]);
    const many = (text: string) => Array.from({ length: 3000 }, (_, i) => `${text} ${i}`);
    Object.assign(result!, { expected: { trace: many("a") }, observed: { trace: many("b") } });
    expect(packDocuments([document]).details[0]!.t!.length / 3).to.equal(401);
  });

  it("puts the latest run of each thing side by side, other series of a language apart", () => {
    const of = (languageVersion: string, version: string, day: number) =>
      sampleDocumentOf([{ ...sampleImplementationOf("a", {}), languageVersion, version }], {
        startedAt: `2026-01-0${day}T00:00:00Z`,
      });
    const columns = columnsOf([
      of("3.12.1", "1.0", 1),
      of("3.12.4", "1.1", 2),
      of("3.13.0", "1.0", 1),
    ]);
    const latest = latestOf(columns);
    expect(columns.map((column) => latest.has(column))).to.deep.equal([false, true, true]);
  });

  it("weighs less than 8 MB for 40 loops and 1,000 cases", () => {
    const html = formatHtml([sampleDocument({ implementations: 40, cases: 1000 })]);
    expect(Buffer.byteLength(html)).to.be.below(8_000_000);
  }).timeout(20_000);

  it("cannot end the element that holds it", () => {
    const document = sampleDocumentOf([
      sampleImplementationOf("</script><!--", { "</script>": "fail" }),
    ]);
    const html = formatHtml([document]);
    expect(html.match(/<\/script>/g)).to.have.length(2);
    expect(html).not.to.include("<!--");
  });

  it("is a page also where there is nothing to show", () => {
    expect(packDocuments([]).columns).to.deep.equal([]);
    expect(formatHtml([])).to.include("0 loops");
  });
});
