import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { commandsOf } from "../testing-the-suite/project/testing/workflow-commands.ts";
import { version } from "../version.ts";
import { init, WORKFLOW_FILE } from "./init.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("the workflow that init writes", function () {
  this.timeout(300_000);
  const scratch = scratchFolder();

  /** `npx loopspec` is this checkout; `npm i` has nothing to install. */
  const installStandIns = () => {
    const bin = join(scratch(), "bin");
    mkdirSync(bin, { recursive: true });
    // Compiles each source once for all the commands, where ts-node would do so for each.
    const hook = join(packageRoot, "conformance/execution/drivers/run-sources.cjs");
    const entry = join(packageRoot, "conformance/cli/bin.ts");
    const scripts = {
      npx: `#!/bin/sh\nshift\nTS_NODE_PROJECT='${join(packageRoot, "tsconfig.json")}' exec '${process.execPath}' -r '${hook}' -e 'process.argv.splice(1, 0, "${entry}"); require("${entry}")' -- "$@"\n`,
      npm: "#!/bin/sh\nexit 0\n",
    };
    for (const [name, text] of Object.entries(scripts)) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  };

  const runJob = (bin: string, workflow: string, job: string, values: Record<string, string>) =>
    commandsOf(workflow, job).map((command) => {
      const filled = command.replace(
        /\$\{\{ ([\w.]+) \}\}/g,
        (_all, name: string) => values[name] ?? "",
      );
      const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", filled], {
        cwd: scratch(),
        encoding: "utf8",
        env: {
          ...process.env,
          PATH: `${bin}:${process.env.PATH}`,
          GITHUB_STEP_SUMMARY: join(scratch(), "step-summary.md"),
        },
      });
      return { command: filled, status, said: stdout + stderr };
    });

  it("judges shards, joins them, reports, and ends with the gate's word on a loop that is wrong", () => {
    const before = process.cwd();
    process.chdir(scratch());
    try {
      init({
        implementation: fakeSpec("wrong"),
        force: true,
      });
      const config = readFileSync("loopspec.config.json", "utf8");
      writeFileSync(
        "loopspec.config.json",
        config.replace('"select": []', '"select": ["stop.ends-run"]'),
      );
    } finally {
      process.chdir(before);
    }
    const workflow = readFileSync(join(scratch(), WORKFLOW_FILE), "utf8");
    const installs = workflow.match(/npm i -D \S+/g);
    expect(installs).to.deep.equal(Array(2).fill(`npm i -D loopspec@${version()}`));
    const bin = installStandIns();
    for (const shard of ["1", "2"]) {
      for (const { command: step, status, said } of runJob(bin, workflow, "judge", {
        "matrix.shard": shard,
      }))
        expect(status, `${step}\n${said}`).to.equal(0);
      const part = join(scratch(), `parts/results-${shard}`);
      mkdirSync(part, { recursive: true });
      writeFileSync(
        join(part, "results.json"),
        readFileSync(join(scratch(), "loopspec-results/results.json")),
      );
    }
    const steps = runJob(bin, workflow, "report", {});
    const last = steps.at(-1);
    for (const { command: step, status, said } of steps.slice(0, -1))
      expect(status, `${step}\n${said}`).to.equal(0);
    expect(last?.status, last?.said).to.equal(1);
    expect(last?.said).to.match(/^::error title=.* breaks stop\.ends-run::/m);
    expect(existsSync(join(scratch(), "report.html"))).to.equal(true);
    expect(readFileSync(join(scratch(), "step-summary.md"), "utf8")).to.include("loopspec");
  });
});

describe("the action", () => {
  it("installs the version that it is part of, unless told otherwise", () => {
    const text = readFileSync(join(packageRoot, "action.yml"), "utf8");
    expect(text).to.include(`default: "${version()}"`);
  });
});
