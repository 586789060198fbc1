import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { readConfig } from "../suite/config.ts";
import { init, WORKFLOW_FILE } from "./init.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("loopspec init", () => {
  const scratch = scratchFolder();
  const named = (implementation: string) => {
    const before = process.cwd();
    process.chdir(scratch());
    try {
      init({ implementation, force: true });
      expect(readFileSync("loopspec.config.json", "utf8")).to.include('"spec"');
      return Object.keys(readConfig(undefined).implementations ?? {});
    } finally {
      process.chdir(before);
    }
  };

  it("calls a loop what `run -i` calls it, so that one file of expectations serves both", () => {
    expect(named("python:uvloop")).to.deep.equal(["python:uvloop"]);
    expect(named("python:my_loop:make")).to.deep.equal(["python:my_loop:make"]);
  });

  let workflow = "";

  /** Where the `$schema` line of the configuration leads to, from the project's folder. */
  const schemaBeside = (packageFolder: (project: string) => string) => {
    const before = process.cwd();
    const project = join(scratch(), "project");
    mkdirSync(project, { recursive: true });
    const root = packageFolder(project);
    mkdirSync(join(root, "conformance"), { recursive: true });
    cpSync(join(packageRoot, "conformance/schema"), join(root, "conformance/schema"), {
      recursive: true,
    });
    process.chdir(project);
    try {
      init({ implementation: "python:uvloop", force: true }, root);
      workflow = readFileSync(WORKFLOW_FILE, "utf8");
      const [, path = ""] =
        /"\$schema": "(.+)"/.exec(readFileSync("loopspec.config.json", "utf8")) ?? [];
      expect(JSON.parse(readFileSync(path, "utf8"))).to.have.property("properties");
      return path;
    } finally {
      process.chdir(before);
    }
  };

  it("names the schema where the package lies in the project", () => {
    const path = schemaBeside((project) => join(project, "node_modules/loopspec"));
    expect(path).to.equal("./node_modules/loopspec/conformance/schema/config.schema.json");
    expect(workflow)
      .to.match(/npm i -D loopspec@\S+\n/)
      .and.to.match(/ npx loopspec run /);
  });

  it("writes the schema beside the configuration where the package lies elsewhere", () => {
    expect(schemaBeside(() => scratch())).to.equal("./loopspec.config.schema.json");
  });

  it("speaks pip to those who came by it, and names no folder of their virtual environment", () => {
    const inside = ".venv/lib/python3.13/site-packages/loopspec/_javascript";
    const path = schemaBeside((project) => join(project, inside));
    expect(path).to.equal("./loopspec.config.schema.json");
    expect(workflow)
      .to.match(/pip install loopspec==\S+\n/)
      .and.to.match(/run: loopspec run /);
    expect(workflow).not.to.match(/np[mx]|setup-node/);
  });

  it("finds a name for a command with other characters", () => {
    expect(named("exec:'my driver' --fast")).to.deep.equal(["my-driver---fast"]);
  });
});
