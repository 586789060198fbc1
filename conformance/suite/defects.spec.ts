import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { clauseById } from "../clauses/index.ts";
import { fakeCase, fakeImplementation } from "../execution/processes/testing/fake.ts";
import type { HelloReply } from "../execution/protocol.ts";
import { seen } from "../judge/testing/case-and-observation.ts";
import { countOperations } from "../language/walk.ts";
import { DEFECTS, defectsOf, inheritedDefect, inRange, withDefect } from "./defects.ts";
import type { CaseOutcome } from "./outcome.ts";

const casesById = new Map(allCases.map((kase) => [kase.id, kase]));

const hello = (languageVersion: string, language = "Python") =>
  ({ implementation: { language, languageVersion } }) as HelloReply;
const own = {
  ...fakeImplementation("good"),
  python: { module: "asyncio", factory: "new_event_loop", interpreter: "python3" },
};

describe("the table of known defects", () => {
  it("names cases of the suite, the shortest first, each in one row of its versions", () => {
    for (const { id, cases } of DEFECTS) {
      const sizes = cases.map((each) => {
        const kase = casesById.get(each);
        if (kase === undefined) throw new Error(`${id} names ${each}, which is no case`);
        return countOperations(kase.program);
      });
      expect(sizes[0], id).to.equal(Math.min(...sizes));
      expect(new Set(cases).size, id).to.equal(cases.length);
    }
  });

  it("has an upstream report and a sentence for each", () => {
    for (const { id, url, says, versions } of DEFECTS) {
      expect(url).to.match(/^https:\/\/github\.com\/python\/cpython\/issues\/\d+$/);
      expect(url.endsWith(id.replace("gh-", ""))).to.equal(true);
      expect(says).to.match(/^[A-Z].*\.$/);
      for (const { from, before = from } of versions)
        for (const each of [from, before]) expect(each).to.match(/^\d+\.\d+\.\d+$/);
    }
  });

  it("is about clauses that hold in its versions", () => {
    for (const { cases } of DEFECTS)
      for (const each of cases)
        for (const clause of casesById.get(each)?.clauses ?? [])
          expect(clauseById(clause).id).to.equal(clause);
  });
});

describe("inRange", () => {
  for (const [version, expected] of [
    ["3.12.9", false],
    ["3.13.0", true],
    ["3.13.2", true],
    ["3.13.3", false],
    ["3.14.0", false],
  ] as const)
    it(`${version} is ${expected ? "" : "not "}from 3.13.0 to before 3.13.3`, () => {
      expect(inRange(version, { from: "3.13.0", before: "3.13.3" })).to.equal(expected);
    });

  it("has no end where none is known", () => {
    expect(inRange("3.99.0", { from: "3.8.0" })).to.equal(true);
    expect(inRange("3.10.0", { from: "3.9.0" })).to.equal(true);
  });
});

describe("defectsOf", () => {
  it("gives the rows of CPython's own loop, in their versions", () => {
    expect(defectsOf(hello("3.13.0"), own).map(({ id }) => id)).to.include("gh-130145");
    expect(defectsOf(hello("3.13.5"), own).map(({ id }) => id)).not.to.include("gh-130145");
  });

  it("gives none for another loop, another language", () => {
    expect(defectsOf(hello("3.13.0"), fakeImplementation("good"))).to.deep.equal([]);
    expect(defectsOf(hello("3.13.0", "JavaScript"), own)).to.deep.equal([]);
  });
});

describe("withDefect", () => {
  const rows = defectsOf(hello("3.13.0"), own);
  const known = rows.find(({ id }) => id === "gh-130145")!;
  const kase = fakeCase("a", { id: known.cases[0] });
  const outcome = (more: Partial<CaseOutcome>): CaseOutcome => ({
    kase,
    verdict: "fail",
    ms: 1,
    ...more,
  });

  it("leaves the verdict as it is and gives the cause", () => {
    const result = withDefect(outcome({ message: "entry 1" }), rows);
    expect(result).to.include({ verdict: "fail", message: "entry 1" });
    expect(result.defect).to.include({ id: "gh-130145", versions: ">=3.13.0 <3.13.3" });
  });

  it("marks a pass, so that the gate can say that the defect is gone", () => {
    expect(withDefect(outcome({ verdict: "pass" }), rows).defect?.id).to.equal("gh-130145");
  });

  it("takes an interpreter that borrows the library to have the defect only where it shows", () => {
    const pypys = defectsOf(hello("3.13.0 (pypy 7.3)"), own);
    expect(withDefect(outcome({}), pypys).defect?.id).to.equal("gh-130145");
    expect(withDefect(outcome({ verdict: "pass" }), pypys).defect).to.equal(undefined);
  });

  it("leaves alone what did not run, and other cases", () => {
    expect(withDefect(outcome({ verdict: "unsupported" }), rows).defect).to.equal(undefined);
    const other = { ...outcome({}), kase: fakeCase("b") };
    expect(withDefect(other, rows).defect).to.equal(undefined);
  });

  it("is inherited by a loop that fails in the same way, and by no other", () => {
    const asyncios = withDefect(outcome({ observed: seen({ trace: ["x"] }) }), rows);
    const same = outcome({ observed: seen({ trace: ["x"] }) });
    expect(inheritedDefect(same, asyncios)?.id).to.equal("gh-130145");
    const otherwise = outcome({ observed: seen({ trace: ["y"] }) });
    expect(inheritedDefect(otherwise, asyncios)).to.equal(undefined);
    expect(inheritedDefect(same, outcome({ observed: seen({ trace: ["x"] }) }))).to.equal(
      undefined,
    );
  });
});
