import { expect } from "chai";

const { stale } = require("./make-schemas.cjs") as { stale(): string[] };

describe("the schemas of cases and messages", function () {
  // The generator type-checks nothing, and still reads every type.
  this.timeout(120_000);

  it("are as the types say; `npm run schemas` writes them", () => {
    expect(stale()).to.eql([]);
  });
});
