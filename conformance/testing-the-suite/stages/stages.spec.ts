import { expect } from "chai";

const { every, processes, specs } = require("./stages.cjs") as {
  every: string[];
  processes: string[];
  specs: { change: string[]; nightly: string[]; fast: string[] };
};

describe("the stages of the tests", () => {
  it("hold every spec, each in exactly one of `change` and `nightly`", () => {
    expect([...specs.change, ...specs.nightly].sort()).to.eql(every);
    expect(specs.change.filter((file) => specs.nightly.includes(file))).to.eql([]);
  });

  it("let the fast specs run on each change as well", () => {
    expect(specs.fast.filter((file) => !specs.change.includes(file))).to.eql([]);
  });

  it("list no spec as one with processes that there is not", () => {
    const idle = processes.filter((listed) => !every.some((file) => file.startsWith(listed)));
    expect(idle).to.eql([]);
  });
});
