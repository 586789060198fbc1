import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../../reports/index.ts";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { scratchFolder } from "../../cli/testing/scratch.ts";
import { cpythons } from "./testing/cpythons.ts";

/** Verdicts of what was judged and is not as its clause says. */
const WRONG = ["fail", "differs", "timeout", "crash", "flaky", "error"];

describe("the gate on plain CPython", function () {
  this.timeout(3_600_000);
  const scratch = scratchFolder();
  const found = cpythons();

  it("has interpreters to be tried on", () => {
    expect(found).not.to.deep.equal([]);
  });

  for (const { interpreter, version } of found)
    it(`holds on ${version}, where nothing is wrong but known defects`, async () => {
      const out = join(scratch(), version);
      const given = ["-i", "python:asyncio", "--python", interpreter, "--jobs", "2", "--quiet"];
      const { code, out: said, err } = await loopspec("run", ...given, "--out", out);
      const text = readFileSync(join(out, "results.json"), "utf8");
      const { implementations, complete } = JSON.parse(text) as ResultsDocument;
      const wrong = implementations[0]?.results.filter(
        ({ verdict, defect }) => WRONG.includes(verdict) && defect === undefined,
      );
      expect(wrong?.map(({ case: id, message }) => `${id}: ${message}`)).to.deep.equal([]);
      expect(complete).to.equal(true);
      expect(code, said + err).to.equal(0);
    });
});
