import { expect } from "chai";
import { parseImplementation } from "../../execution/processes/implementation.ts";
import { measuredOf, ROWS } from "./rows.ts";

describe("the bench of the search", () => {
  it("reads what a search says of itself", () => {
    const summary = [
      "python:rloop: rloop.RLoop 0.5.0, real clock, profile default, seeds from 1",
      "  1500 programs in 20.5 s (73/s)",
      "  83 did not take part (8.3 %): deadlines 20",
      "  561 equal, 356 different (38.8 %)",
    ].join("\n");
    expect(measuredOf(summary)).to.deep.equal({ programs: 1500, seconds: 20.5, different: 356 });
    expect(measuredOf("loopspec: cannot start python:rloop")).to.equal(undefined);
  });

  it("names loops that there are", () => {
    for (const { implementation } of ROWS)
      expect(parseImplementation(implementation, { python: "python3" }).spec).to.equal(
        implementation,
      );
  });
});
