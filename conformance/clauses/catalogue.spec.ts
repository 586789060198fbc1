import { expect } from "chai";
import { allClauses, clauses, compareEditions, EDITIONS, holdsIn, sections } from "./index.ts";
import { SEED_HEADINGS } from "./seed.ts";
import type { Clause } from "./types.ts";

// The patch releases that the observed clauses were measured on.
const INTERPRETERS = [
  ...["3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1"],
  ...["3.13.0", "3.13.18", "3.14.10", "3.15.2"],
];

function offenders(wrong: (clause: Clause) => boolean): string[] {
  return allClauses.filter(wrong).map((clause) => clause.id);
}

describe("the clause catalogue", () => {
  it("holds no id twice, in whatever files", () => {
    const perTable = sections.map((section) => Object.keys(section.table).length);
    expect(perTable.reduce((a, b) => a + b)).to.equal(Object.keys(clauses).length);
    expect(allClauses).to.have.lengthOf(Object.keys(clauses).length);
  });

  it("cites every sentence of the text that the suite began with", () => {
    for (const { heading, english } of Object.values(SEED_HEADINGS)) {
      const cited = allClauses.flatMap(({ source: { seed } }) =>
        seed?.heading === heading ? [seed.sentence] : [],
      );
      const numbers = Array.from({ length: english.length }, (_, i) => i + 1);
      expect(cited, heading).to.include.members(numbers);
      const beyond = cited.filter((s) => s !== "example" && !numbers.includes(Number(s)));
      expect(beyond, heading).to.eql([]);
    }
  });

  it("lists the sections under headings and files of their own", () => {
    expect(new Set(sections.map((section) => section.heading)).size).to.equal(sections.length);
    expect(new Set(sections.map((section) => section.file)).size).to.equal(sections.length);
  });

  it("lists the core before the rest of the chapter", () => {
    const parts = allClauses.map((clause) => clause.part);
    expect(parts.slice(parts.indexOf("rest")).filter((part) => part === "core")).to.eql([]);
  });
});

describe("every clause", () => {
  it("has a readable id", () => {
    expect(offenders((c) => !/^[a-z][a-z-]*(\.[a-z0-9-]+){1,2}$/.test(c.id))).to.eql([]);
  });

  it("is one sentence of at most 240 characters", () => {
    expect(offenders((c) => c.says.length > 240 || !/^[^.].*[^.]\.$/.test(c.says))).to.eql([]);
    expect(offenders((c) => /[a-z)]\. [A-Z]/.test(c.says))).to.eql([]);
  });

  it("names what it is about, so that it can be read without its heading", () => {
    expect(offenders((c) => /^(It|That|This|They|The result)\b/.test(c.says))).to.eql([]);
  });

  it("says something that no other clause of its edition says under the same heading", () => {
    for (const edition of EDITIONS) {
      const said = allClauses.filter((c) => holdsIn(c, edition)).map((c) => c.heading + c.says);
      expect(new Set(said).size, edition).to.equal(said.length);
    }
  });

  it("has a source with heading and sentence, of its own basis", () => {
    const vague = (c: Clause) => c.source.heading.trim() === "" || `${c.source.sentence}` === "";
    expect(offenders(vague)).to.eql([]);
    expect(offenders((c) => c.source.document !== c.basis)).to.eql([]);
  });

  it("gives a reason exactly where it has no cases", () => {
    expect(offenders((c) => (c.status === "cases") !== (c.why === undefined))).to.eql([]);
    expect(offenders((c) => c.why !== undefined && !/^[A-Z].{20,}\.$/.test(c.why))).to.eql([]);
  });

  it("is never pending", () => {
    expect(offenders((c) => c.status === "pending")).to.eql([]);
  });

  it("promises at most a SHOULD on a design document alone", () => {
    const design = (c: Clause) => c.basis === "docs" && /^PEP (3156|525)$/.test(c.source.title);
    expect(offenders(design)).to.include("set-event-loop.none-clears");
    expect(offenders((c) => design(c) && c.level === "MUST")).to.eql([]);
  });

  it("has no cases at level INFO", () => {
    expect(offenders((c) => c.level === "INFO" && c.status === "cases")).to.eql([]);
  });

  it("holds in at least one edition, and begins before it ends", () => {
    expect(offenders((c) => !EDITIONS.some((edition) => holdsIn(c, edition)))).to.eql([]);
    expect(offenders((c) => compareEditions(c.since ?? "3.0", c.until ?? "4.0") > 0)).to.eql([]);
  });

  it("is marked as not yet run exactly if it holds on no interpreter that was run", () => {
    const unseen = (c: Clause) => !INTERPRETERS.some((edition) => holdsIn(c, edition));
    expect(offenders((c) => unseen(c) !== (c.notYetRun === true))).to.eql([]);
  });
});
