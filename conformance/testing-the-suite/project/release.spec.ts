import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { commandsOf } from "./testing/workflow-commands.ts";

const required = process.env.LOOPSPEC_LOOPS === "required" || process.env.CI !== undefined;
const WORKFLOW = readFileSync(join(packageRoot, ".github/workflows/release.yml"), "utf8");

interface Manifest {
  readonly version: string;
  readonly scripts: { readonly [name: string]: string };
  readonly repository?: { readonly url: string };
}
const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
const { version } = manifestIn(packageRoot);

describe("a release", function () {
  this.timeout(900_000);
  const scratch = mkdtempSync(join(tmpdir(), "loopspec-release-"));
  const checkout = join(scratch, "checkout");
  const venv = join(scratch, "venv");
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const run = (command: string, cwd: string) => {
    // Without what a surrounding `npm test` sets: npm would act on that project.
    const outer = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"));
    const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", command], {
      cwd,
      encoding: "utf8",
      maxBuffer: 256e6,
      env: { ...Object.fromEntries(outer), PATH: `${join(venv, "bin")}:${process.env.PATH}` },
    });
    return { code: status, out: stdout, err: stderr };
  };
  const inJob = (command: string, tag: string) =>
    run(
      command
        .replaceAll(/\$\{\{ github\.ref_name \}\}/g, tag)
        .replaceAll(/\$\{\{ github\.repository \}\}/g, "owner/loopspec"),
      checkout,
    );
  const succeed = (command: string, cwd: string) => {
    const ended = run(command, cwd);
    expect(ended.code, `${command}\n${ended.out}${ended.err}`).to.equal(0);
    return ended;
  };
  const [install = "", checkTag = "", ...steps] = commandsOf(WORKFLOW, "build");

  before(function () {
    if (!required) {
      this.test!.title += " (set LOOPSPEC_LOOPS=required: it installs packages from npm and PyPI)";
      this.skip();
    }
    mkdirSync(checkout);
    const listed = run("git ls-files --cached --others --exclude-standard", packageRoot).out;
    for (const file of listed.trim().split("\n"))
      if (existsSync(join(packageRoot, file)))
        cpSync(join(packageRoot, file), join(checkout, file));
    // Stands for `npm ci`, which the tests of the tests would run once more.
    symlinkSync(join(packageRoot, "node_modules"), join(checkout, "node_modules"));
    succeed(`python3 -m venv '${venv}'`, scratch);
  });

  it("begins with what is installed by the lock, and a check of the tag", () => {
    expect(install).to.equal("npm ci");
    expect(inJob(checkTag, "v999.0.0").out).to.include(`the tag is not v${version}`);
    const unknown = inJob(checkTag, `v${version}`);
    expect(unknown.code).to.equal(1);
    expect(unknown.out).to.include(`CHANGELOG.md has no section ${version}`);
    const changelog = join(checkout, "CHANGELOG.md");
    const text = readFileSync(changelog, "utf8");
    writeFileSync(changelog, text.replace("## Unreleased", `## ${version} (2000-01-01)`));
    expect(inJob(checkTag, `v${version}`).code).to.equal(0);
  });

  it("makes both packages and the site", () => {
    expect(steps.length).to.be.greaterThan(3);
    for (const step of steps) {
      const { code, out, err } = inJob(step, `v${version}`);
      expect(code, `${step}\n${out}${err}`).to.equal(0);
    }
    expect(readdirSync(join(checkout, "packages/npm"))).to.deep.equal([`loopspec-${version}.tgz`]);
    expect(readdirSync(join(checkout, "packages/pypi"))).to.deep.equal([
      `loopspec-${version}-py3-none-any.whl`,
    ]);
    expect(existsSync(join(checkout, "site/index.html"))).to.equal(true);
  });

  it("publishes a package that npm would take", () => {
    const [publish = ""] = commandsOf(WORKFLOW, "npm");
    // Provenance is a statement of the workflow's machine, and can be made nowhere else.
    const { err } = succeed(`${publish.replace("--provenance", "--dry-run")}`, checkout);
    expect(err).to.include(`loopspec@${version}`);
    expect(manifestIn(checkout).repository?.url).to.equal(
      "git+https://github.com/owner/loopspec.git",
    );
  });

  it("installs into an empty project by npm, and runs nothing there", () => {
    const project = join(scratch, "npm-project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), "{}\n");
    const tarball = join(checkout, "packages/npm", `loopspec-${version}.tgz`);
    succeed(`npm install --no-audit --no-fund --save-dev '${tarball}'`, project);
    const { scripts } = manifestIn(join(project, "node_modules/loopspec"));
    for (const name of ["preinstall", "install", "postinstall", "prepare"])
      expect(scripts).not.to.have.property(name);
    expect(succeed("npx loopspec --version", project).out.trim()).to.equal(version);
    succeed("npx loopspec run -i reference --select call-soon.fifo", project);
  });

  describe("installs into an empty environment by pip, and there, without any other Node,", () => {
    /** No folder but this one is searched: the Node of this machine is out of reach. */
    const project = join(scratch, "python-project");
    const alone = (command: string) =>
      `env -i PATH='${join(venv, "bin")}' HOME='${scratch}' ${command}`;

    before(() => {
      const wheel = join(checkout, "packages/pypi", `loopspec-${version}-py3-none-any.whl`);
      const pip = "python -m pip install --quiet --disable-pip-version-check";
      mkdirSync(project);
      succeed(`${pip} '${wheel}' 'pytest==9.*'`, project);
      expect(existsSync(join(venv, "bin/node"))).to.equal(false);
    });

    it("has the version of the npm package", () => {
      expect(succeed(alone("loopspec --version"), project).out.trim()).to.equal(version);
    });

    it("judges the interpreter of that environment", () => {
      const { out } = succeed(
        alone("loopspec run -i python:asyncio --select call-soon.fifo"),
        project,
      );
      expect(out).to.include("The gate holds.");
      const path = join(project, "loopspec-results/results.json");
      const { implementations, host } = JSON.parse(readFileSync(path, "utf8"));
      expect(implementations[0].totals.pass).to.be.above(0);
      expect(host.node, "the Node of PyPI").not.to.equal(process.version);
    });

    it("makes each case a test of pytest", () => {
      const options = "--loopspec asyncio --loopspec-select call-soon.fifo -m loopspec -q";
      const { out } = succeed(alone(`python -m pytest ${options}`), project);
      expect(out).to.match(/\d+ passed/);
    });
  });
});
