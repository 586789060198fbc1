import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { methodRows } from "./list-methods.ts";
import { loopspec } from "./testing/loopspec.ts";

describe("loopspec list methods", () => {
  it("counts the cases that call a method, and those that need nothing beside a loop", () => {
    const rows = methodRows(allCases);
    const [first] = rows;
    expect(first?.method).to.equal("loop.create_future");
    expect(first?.javascript).to.equal("loop.createFuture");
    const calls = allCases.filter(({ program }) =>
      JSON.stringify(program).includes('"m":"create_future"'),
    );
    expect(first?.cases).to.equal(calls.length);
    for (const { cases, plain, method } of rows) expect(plain, method).to.be.at.most(cases);
    // Descriptors are no matter of the loop alone.
    expect(rows.find(({ method }) => method === "loop.add_reader")?.plain).to.equal(0);
  });

  it("prints them, and what no loop can do without", async () => {
    const { code, out } = await loopspec("list", "methods");
    expect(code).to.equal(0);
    expect(out).to.match(/without\n {2}loop\.callSoon, loop\.close/);
    expect(out).to.match(/loop\.createFuture +\d+ +\d+ {2}loop\.create_future/);
    const { out: json } = await loopspec("list", "methods", "--json");
    expect(JSON.parse(json).always).to.include("loop.run_forever");
  });
});
