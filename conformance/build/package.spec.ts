import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";

describe("the packed package", function () {
  this.timeout(300_000);
  let folder = "";

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

  // As an installation leaves it: the tarball's content, with its dependencies beside it.
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-package-"));
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "loopspec"), { recursive: true });
    const packed = spawnSync("npm", ["pack", "--silent", "--pack-destination", folder], {
      cwd: packageRoot,
      encoding: "utf8",
    });
    expect(packed.status, packed.stderr).to.equal(0);
    const tarball = join(folder, packed.stdout.trim().split("\n").at(-1) ?? "");
    const unpacked = spawnSync("tar", [
      "-xzf",
      tarball,
      "--strip-components=1",
      "-C",
      join(modules, "loopspec"),
    ]);
    expect(unpacked.status).to.equal(0);
    for (const name of readdirSync(join(packageRoot, "node_modules"))) {
      if (!name.startsWith("."))
        symlinkSync(join(packageRoot, "node_modules", name), join(modules, name));
    }
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

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

  for (const entry of ["reference", "conformance", "reports"]) {
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

  it("judges the loop of the tutorial", () => {
    writeFileSync(
      join(folder, "adapter.mjs"),
      `import { adaptLoop } from "loopspec/conformance";
import { newEventLoop } from "loopspec/reference";
export const adapter = adaptLoop({ name: "my-loop", version: "1.0.0", makeLoop: () => newEventLoop() });
`,
    );
    const smoke = loopspec("smoke", "-i", "module:./adapter.mjs");
    expect(smoke.code, smoke.out + smoke.err).to.equal(0);
    const run = loopspec("run", "-i", "module:./adapter.mjs", "--select", "call-soon.fifo");
    expect(run.code, run.out + run.err).to.equal(0);
  });

  it("prints TypeScript that runs with the reference loop", () => {
    const { out } = loopspec("explain", "call-soon/order-outside", "--as", "typescript");
    const listed = JSON.parse(
      loopspec("list", "cases", "--json", "--select", "call-soon.fifo").out,
    ) as { id: string }[];
    const printed =
      out === "" ? loopspec("explain", listed[0]?.id ?? "", "--as", "typescript").out : out;
    expect(printed).to.include("loopspec/reference");
  });
});
