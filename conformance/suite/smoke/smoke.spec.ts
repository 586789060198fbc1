import { expect } from "chai";
import { nodeDriverCommand } from "../../execution/processes/spawn-node.ts";
import { fakeDriver } from "../../execution/processes/testing/fake.ts";
import { smoke } from "./smoke.ts";
import { validateDriver } from "./validate.ts";

const reference = nodeDriverCommand({ reference: "virtual" });

describe("smoke", function () {
  this.timeout(60_000);

  it("finds nothing wrong with the reference loop and its adapter", async () => {
    const { results, broken } = await smoke(reference);
    expect(results.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(broken).to.equal("nothing");
  });

  it("blames the adapter where a program that needs no loop goes wrong", async () => {
    const { broken, results } = await smoke(fakeDriver("wrong"));
    expect(broken).to.equal("adapter");
    expect(results[0]?.message).to.include("expected `a`, got `wrong`");
  });
});

describe("validateDriver", function () {
  this.timeout(60_000);

  it("finds nothing wrong with the reference loop's driver", async () => {
    const points = await validateDriver(reference);
    expect(points.filter(({ ok }) => !ok)).to.deep.equal([]);
  });

  it("names the points that a driver breaks", async () => {
    const points = await validateDriver(fakeDriver("silent"));
    const broken = points.filter(({ ok }) => !ok).map(({ point }) => point);
    expect(broken).to.include("answers a program with the request's own seq");
    expect(broken).to.include("refuses another version of the protocol");
    expect(broken).not.to.include("ends at `bye`");
  });

  it("passes on what the schema says, with the driver's own words", async () => {
    const [first] = await validateDriver(fakeDriver("hello-without-implementation"));
    expect(first?.message).to.include("`implementation` is missing");
  });
});
