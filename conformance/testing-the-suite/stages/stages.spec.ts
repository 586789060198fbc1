import { expect } from "chai";

const { every, processes, specs } = require("./stages.cjs") as {
  every: string[];
  processes: string[];
  specs: { [stage in "change" | "nightly" | "fast" | "first" | "second"]: string[] };
};

describe("the stages of the tests", () => {
  it("hold every spec, each in exactly one of `change` and `nightly`", () => {
    expect([...specs.change, ...specs.nightly].sort()).to.eql(every);
    expect(specs.change.filter((file) => specs.nightly.includes(file))).to.eql([]);
  });

  it("run each spec of a change once, in one of its parts", () => {
    expect([...specs.fast, ...specs.first, ...specs.second].sort()).to.eql(specs.change);
  });

  it("list no spec as one with processes that there is not", () => {
    const idle = processes.filter((listed) => !every.some((file) => file.startsWith(listed)));
    expect(idle).to.eql([]);
  });
});
