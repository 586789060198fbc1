import { expect } from "chai";
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import { type Spare, Spares } from "./spares.ts";

/** Spares that tell what becomes of them. */
function watched(fails: readonly number[] = []) {
  const told: string[] = [];
  let made = 0;
  const spares = new Spares((): Spare<string> => {
    made += 1;
    const name = `process ${made}`;
    const fault = fails.includes(made);
    return {
      hello: () => {
        told.push(`${name} starts`);
        return fault ? Promise.reject(new DriverFault("died", "it died", "")) : Promise.resolve();
      },
      run: ({ id, isolate }) => Promise.resolve(`${name} runs ${id}${isolate ? " apart" : ""}`),
      interrupt: () => told.push(`${name} ends`),
    };
  });
  return { spares, told };
}

const isolated = (name: string) => fakeCase(name, { isolate: true });

describe("Spares", () => {
  it("run each case in a process that was started ahead, and no two in one", async () => {
    const { spares, told } = watched();
    expect(await spares.run(isolated("a"), 1)).to.equal("process 1 runs fake/a");
    expect(told).to.deep.equal([
      ...["process 1 starts", "process 2 starts", "process 3 starts"],
      "process 1 ends",
    ]);
    expect(await spares.run(isolated("b"), 1)).to.equal("process 2 runs fake/b");
  });

  it("leave no process behind", async () => {
    const { spares, told } = watched();
    await spares.run(isolated("a"), 1);
    spares.end();
    const count = (what: string) => told.filter((each) => each.endsWith(what)).length;
    expect([count("starts"), count("ends")]).to.deep.equal([3, 3]);
  });

  it("let the case that gets it say that a process could not be started, and no other", async () => {
    const { spares } = watched([2]);
    await spares.run(isolated("a"), 1);
    const refused = await spares.run(isolated("b"), 1).catch((error: unknown) => error);
    expect(refused).to.be.an.instanceOf(DriverFault);
    expect(await spares.run(isolated("c"), 1)).to.equal("process 3 runs fake/c");
  });
});
