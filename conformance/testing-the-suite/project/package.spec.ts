import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { emptyProject } from "./testing/installed-package.ts";

describe("the packed package", function () {
  this.timeout(300_000);
  const { folder, install, remove } = emptyProject();
  before(() => {
    install();
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  });
  after(remove);

  const node = (...args: string[]) => {
    const ran = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      timeout: 120_000,
    });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  };
  const loopspec = (...args: string[]) =>
    node(join(folder, "node_modules/loopspec/dist/conformance/cli/bin.js"), ...args);

  it("runs the suite on the reference loop", () => {
    const { code, out, err } = loopspec("run", "-i", "reference", "--select", "call-soon.fifo");
    expect(code, err).to.equal(0);
    expect(out).to.include("The gate holds.");
  });

  it("carries the Python driver", function () {
    if (spawnSync("python3", ["-c", ""]).status !== 0) this.skip();
    const { code, err } = loopspec("run", "-i", "python:asyncio", "--select", "call-soon.fifo");
    expect(code, err).to.equal(0);
  });

  it("carries what a report and a configuration need", () => {
    writeFileSync(join(folder, "loopspec.config.json"), '{ "select": ["call-soon.fifo"] }');
    expect(loopspec("run").code).to.equal(0);
    const { code, err } = loopspec(
      "report",
      "loopspec-results/results.json",
      "--html",
      "report.html",
      "--sarif",
      "r.sarif",
    );
    expect(code, err).to.equal(0);
    rmSync(join(folder, "loopspec.config.json"));
  });

  for (const entry of ["reference", "conformance", "adapter", "reports"]) {
    it(`gives its ${entry} to import and to require`, () => {
      writeFileSync(
        join(folder, "import.mjs"),
        `import * as m from "loopspec/${entry}"; if (Object.keys(m).length < 3) process.exit(1);`,
      );
      writeFileSync(
        join(folder, "require.cjs"),
        `if (Object.keys(require("loopspec/${entry}")).length < 3) process.exit(1);`,
      );
      for (const file of ["import.mjs", "require.cjs"]) {
        const { code, err } = node(file);
        expect(code, err).to.equal(0);
      }
    });
  }

  it("prints TypeScript that imports the reference loop", () => {
    const [first] = JSON.parse(
      loopspec("list", "cases", "--json", "--select", "call-soon.fifo").out,
    ) as { id: string }[];
    const { out } = loopspec("explain", first?.id ?? "", "--as", "typescript");
    expect(out).to.include("loopspec/reference");
  });
});
