import { expect } from "chai";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import { UsageError } from "../usage-error.ts";
import { globToRegExp, selectCases } from "./select.ts";

const cases = [
  fakeCase("a"),
  fakeCase("b", { clauses: ["stop.ends-run", "call-soon.fifo"] }),
  fakeCase("ab", { clauses: ["close.idempotent"] }),
];
const select = (...globs: string[]) => selectCases(cases, globs).map(({ id }) => id);

describe("selectCases", () => {
  it("takes all cases without a glob", () => {
    expect(select()).to.deep.equal(["fake/a", "fake/b", "fake/ab"]);
  });
  it("matches case ids", () => {
    expect(select("fake/a*")).to.deep.equal(["fake/a", "fake/ab"]);
  });
  it("matches any clause of a case", () => {
    expect(select("call-soon.*")).to.deep.equal(["fake/a", "fake/b"]);
  });
  it("joins several globs", () => {
    expect(select("close.*", "stop.*")).to.deep.equal(["fake/b", "fake/ab"]);
  });
  it("removes with an exclamation mark", () => {
    expect(select("!stop.*")).to.deep.equal(["fake/a", "fake/ab"]);
    expect(select("fake/*", "!close.*")).to.deep.equal(["fake/a", "fake/b"]);
  });
  it("refuses a glob that matches nothing, removing ones too", () => {
    expect(() => select("nothing.*")).to.throw(UsageError, "`nothing.*` matches no case");
    expect(() => select("!nothing.*")).to.throw(UsageError, "`nothing.*` matches no case");
  });
  it("points out a clause that has no case", () => {
    try {
      select("preface.high-level-first");
    } catch (error) {
      expect((error as UsageError).hint).to.include("loopspec explain preface.high-level-first");
      return;
    }
    throw new Error("the glob was accepted");
  });
});

describe("globToRegExp", () => {
  it("takes everything but the star as it is", () => {
    expect(globToRegExp("a.b").test("axb")).to.equal(false);
    expect(globToRegExp("a*b").test("a/x.y/b")).to.equal(true);
    expect(globToRegExp("a+(b)").test("a+(b)")).to.equal(true);
  });
});
