import { readFileSync } from "node:fs";
import { expect } from "chai";
import { readConfig } from "../suite/config.ts";
import { init } from "./init.ts";
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

  it("finds a name for a command with other characters", () => {
    expect(named("exec:'my driver' --fast")).to.deep.equal(["my-driver---fast"]);
  });
});
