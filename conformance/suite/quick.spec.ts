import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { allClauses } from "../clauses/index.ts";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import { QUICK_LIMIT, quickCases } from "./quick.ts";

const ids = (cases: readonly { readonly id: string }[]) => cases.map(({ id }) => id);

describe("quickCases", () => {
  it("touches every clause that has cases, by one case each", () => {
    const about = quickCases(allCases).map(({ clauses }) => clauses[0]);
    const withCases = allClauses.filter(({ status }) => status === "cases").map(({ id }) => id);
    expect([...about].sort()).to.deep.equal([...withCases].sort());
  });

  it("chooses the same cases in whatever order it is given them, and keeps that order", () => {
    const backwards = [...allCases].reverse();
    expect(ids(quickCases(backwards))).to.deep.equal([...ids(quickCases(allCases))].reverse());
  });

  it("prefers a case without a process of its own, then a shorter wait, then fewer needs", () => {
    const isolated = fakeCase("isolated", { isolate: true });
    const demanding = fakeCase("demanding", { needs: ["threads"] });
    const cheap = fakeCase("cheap");
    expect(ids(quickCases([isolated, demanding, cheap]))).to.deep.equal(["fake/cheap"]);
    expect(ids(quickCases([isolated, demanding]))).to.deep.equal(["fake/demanding"]);
    expect(ids(quickCases([isolated]))).to.deep.equal(["fake/isolated"]);
  });

  it("does not wait long for what does not come, and never longer than the case says", () => {
    const limits = (timeout: number) =>
      quickCases([fakeCase("waits", { timeout })]).map((kase) => kase.timeout);
    expect(limits(60)).to.deep.equal([QUICK_LIMIT]);
    expect(limits(1)).to.deep.equal([1]);
  });

  it("keeps to the selection that it is given", () => {
    const other = fakeCase("other", { clauses: ["stop.ends-run"] });
    expect(ids(quickCases([other]))).to.deep.equal(["fake/other"]);
    expect(quickCases([])).to.deep.equal([]);
  });
});
