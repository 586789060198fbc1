import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { scratchFolder } from "../../cli/testing/scratch.ts";
import { sectionCode } from "./testing/document-code.ts";

const folder = join(packageRoot, "docs/examples");
const SELECT = ["--select", "*.returns-none", "--select", "run-forever.closed-loop-rejected"];

describe("the examples", function () {
  this.timeout(180_000);
  const scratch = scratchFolder();

  it("have the naive loop that the tutorial shows, in some thirty lines", () => {
    const { files } = sectionCode("docs/bring-your-own-loop.md", "In TypeScript or JavaScript");
    const shown = files.get("naive-loop.mjs")?.replace("// naive-loop.mjs\n", "");
    const text = readFileSync(join(folder, "javascript-loop/naive-loop.mjs"), "utf8");
    expect(shown).to.equal(text);
    const code = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("/**"));
    expect(code).to.have.length.below(33);
  });

  it("have a driver in Python that keeps to the protocol and judges its loop", async () => {
    const spec = `exec:python3 ${join(folder, "python-driver/driver.py")}`;
    const checked = await loopspec("validate-driver", "-i", spec);
    expect(checked.out).to.include("The driver keeps to the protocol.");
    const ran = await loopspec("run", "-i", spec, "--out", scratch(), ...SELECT);
    expect(ran.code, ran.out + ran.err).to.equal(0);
  });
});
