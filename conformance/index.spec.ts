import { expect } from "chai";
import * as conformance from "./index.ts";

describe("loopspec/conformance", () => {
  it("exports what adapters and tests need", () => {
    expect(Object.keys(conformance)).to.include.members([
      "AdapterError",
      "CAPABILITIES",
      "ConformanceFailure",
      "adaptLoop",
      "describeConformance",
    ]);
    expect(Object.values(conformance)).not.to.include(undefined);
  });
});
