import { expect } from "chai";
import { compileGlob } from "./glob.ts";

describe("globs", () => {
  const TABLE: [glob: string, matches: string[], others: string[]][] = [
    ["a.b", ["a.b"], ["axb", "a.bc", "xa.b"]],
    ["a*", ["a", "a/b.c"], ["ba"]],
    ["*a", ["a", "b/a"], ["ab"]],
    ["a*b*c", ["abc", "a.b/c", "abbcc"], ["ac", "acb", "ab"]],
    ["a*a", ["aa", "aba"], ["a"]],
    ["*", ["", "a\nb"], []],
    ["[a]?(b)", ["[a]?(b)"], ["a"]],
  ];
  for (const [glob, matches, others] of TABLE) {
    it(`${glob} matches ${JSON.stringify(matches)} and not ${JSON.stringify(others)}`, () => {
      expect(matches.filter((text) => !compileGlob(glob)(text))).to.deep.equal([]);
      expect(others.filter(compileGlob(glob))).to.deep.equal([]);
    });
  }

  it("stay fast on what is made to be slow", () => {
    const started = performance.now();
    expect(compileGlob(`${"a*".repeat(200)}b`)("a".repeat(100_000))).to.equal(false);
    expect(performance.now() - started).to.be.below(500);
  });
});
