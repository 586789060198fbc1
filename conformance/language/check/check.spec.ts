import { expect } from "chai";
import { assign, callable, callback, functionNamed, log, quiet, tryFinally } from "../build.ts";
import { callSoon, loopCall, runFor } from "../loop-methods.ts";
import { inFile, table, trace } from "../table.ts";
import { checkCase, checkProgram, checkSuite, RULES, type Rule } from "./check.ts";

import { draft, type Fixture, named } from "./testing/draft.ts";
import { EXPECTATION_FIXTURES } from "./testing/expectation-fixtures.ts";
import { FUNCTIONS_FIXTURES } from "./testing/functions-fixtures.ts";
import { HEADING_FIXTURES } from "./testing/heading-fixtures.ts";
import { NAMES_FIXTURES } from "./testing/names-fixtures.ts";
import { PLACEMENT_FIXTURES } from "./testing/placement-fixtures.ts";

const FIXTURES: { readonly [rule in Exclude<Rule, "duplicate-case">]: readonly Fixture[] } = {
  ...HEADING_FIXTURES,
  ...NAMES_FIXTURES,
  ...FUNCTIONS_FIXTURES,
  ...PLACEMENT_FIXTURES,
  ...EXPECTATION_FIXTURES,
};

describe("checkCase", () => {
  it("has fixtures for every rule but the one about two cases", () => {
    expect([...Object.keys(FIXTURES), "duplicate-case"]).to.have.members(Object.keys(RULES));
  });

  for (const [rule, fixtures] of Object.entries(FIXTURES)) {
    describe(`rule ${rule}`, () => {
      for (const { says, good, bad, path } of fixtures) {
        it(`finds ${says}, and nothing in the same done right`, () => {
          const problems = checkCase(draft(bad));
          const found = problems.find((problem) => problem.rule === rule);
          expect(found, JSON.stringify(problems)).to.include({ case: bad.id ?? "area/slug", path });
          expect(found?.message).to.match(/\.$/);
          expect(checkCase(draft(good))).to.deep.equal([]);
        });
      }
    });
  }

  it("takes a name that a function binds as bound in main, which may follow a run", () => {
    const fns = { a: quiet(callback(assign("seen", 1))), b: quiet(callback(named("seen"))) };
    const main = [callSoon("a"), callSoon("b"), runFor(0), named("seen")];
    expect(checkCase(draft({ fns, main, expect: trace() }))).to.deep.equal([]);
  });

  it("accepts what stands in `finally`, and a function given as an expression", () => {
    const main = [tryFinally([loopCall("call_soon", [callable(functionNamed("a"))])], runFor(0))];
    expect(checkCase(draft({ fns: { a: callback() }, main, expect: trace("a") }))).to.deep.equal(
      [],
    );
  });
});

describe("checkProgram", () => {
  it("finds what no driver could run", () => {
    const main = [log("x", { $: "nothing" })];
    expect(checkProgram({ fns: {}, main }).map(({ rule }) => rule)).to.deep.equal(["unbound-name"]);
  });

  it("leaves how a case should be written to checkCase()", () => {
    const program = { fns: { unused: callback() }, main: [assign("unused_too", 1)] };
    expect(checkProgram(program)).to.deep.equal([]);
    expect(checkCase(draft({ ...program, expect: trace() })).length).to.equal(2);
  });
});

describe("checkSuite", () => {
  it("finds ids that two files use, and names the other file", () => {
    const twins = [
      ...inFile("one.ts", table([draft({})])),
      ...inFile("two.ts", table([draft({})])),
    ];
    expect(checkSuite(twins)).to.deep.equal([
      {
        case: "area/slug",
        path: "id",
        rule: "id",
        message: "one.ts has a case of this id already. Choose another one.",
      },
    ]);
  });

  it("finds two cases that judge the same by the same program", () => {
    const suite = table([draft({ id: "a/one" }), draft({ id: "a/two" })]);
    expect(checkSuite(suite).map(({ rule }) => rule)).to.deep.equal(["duplicate-case"]);
  });

  it("accepts different cases", () => {
    const other = draft({ id: "a/two", main: [log("y")], expect: trace("y") });
    expect(checkSuite(table([draft({}), other]))).to.deep.equal([]);
  });
});
