import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { scratchFolder } from "../../cli/testing/scratch.ts";

const SELECT = ["--select", "*.returns-none", "--select", "run-forever.closed-loop-rejected"];

describe("the example driver in Go", function () {
  this.timeout(300_000);
  const scratch = scratchFolder();

  it("builds, keeps to the protocol and judges its loop", async function () {
    if (spawnSync("go", ["version"]).status !== 0) {
      this.test!.title += " (no Go here)";
      this.skip();
    }
    const driver = join(scratch(), "driver");
    const { status, stderr } = spawnSync("go", ["build", "-o", driver, "."], {
      cwd: join(packageRoot, "docs/examples/go-driver"),
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
    const checked = await loopspec("validate-driver", "-i", `exec:${driver}`);
    expect(checked.out).to.include("The driver keeps to the protocol.");
    const ran = await loopspec("run", "-i", `exec:${driver}`, "--out", scratch(), ...SELECT);
    expect(ran.code, ran.out + ran.err).to.equal(0);
  });
});
