import { expect } from "chai";
import type { Case } from "../case.ts";
import {
  ioOnReference,
  isPromised,
  printedOrRefused,
  REFUSALS,
  refusals,
  systemCallsAbsence,
  wrongScripts,
} from "./testing/io-on-reference.ts";
import type { ScriptedAdapter } from "./testing/module-scripts.ts";

describe("every program about I/O over the loop of a module", function () {
  this.timeout(3_600_000);
  let adapter: ScriptedAdapter;
  let cases: readonly Case[];
  before(function () {
    // As on Windows, and where the package koffi is missing.
    if (systemCallsAbsence() !== undefined) this.skip();
    ({ adapter, cases } = ioOnReference());
  });

  it("is printed, unless JavaScript has no form for it", () => {
    const refused = refusals(cases);
    expect([...new Set(refused)].sort()).to.deep.equal(REFUSALS);
    expect(refused.length).to.be.lessThan(cases.length * 0.01);
  });

  it("exits with 0 on a loop that keeps its promises", async () => {
    const printable = cases.filter((kase) => "source" in printedOrRefused(kase));
    expect(await wrongScripts(printable.filter(isPromised), adapter)).to.deep.equal([]);
  });
});
