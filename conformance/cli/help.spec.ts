import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { packageRoot } from "#package-root";

/** Prints the files of ours that a command line loads. */
const LOADED = `
  const { main } = require("./conformance/cli/main.ts");
  const output = { out: () => {}, err: () => {}, terminal: false, color: false, width: 100 };
  main(process.argv.slice(1), output).then(() => {
    const files = Object.keys(require.cache).filter((file) => !file.includes("node_modules"));
    console.log(files.map((file) => require("node:path").relative(process.cwd(), file)).join("\\n"));
  });
`;

function filesLoadedBy(...argv: string[]): string[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["-r", "ts-node/register", "-e", LOADED, "--", ...argv],
    { cwd: packageRoot, encoding: "utf8" },
  );
  expect(status, stderr).to.equal(0);
  return stdout.trim().split("\n");
}

const HEAVY = /^(reports|reference|conformance\/(cases|clauses\/chapter|judge|runner))\//;

describe("loopspec --help", function () {
  this.timeout(60_000);

  it("loads neither cases nor reports: it is what people wait for first", () => {
    const files = filesLoadedBy("--help");
    expect(files).to.include("conformance/cli/main.ts");
    expect(files.filter((file) => HEAVY.test(file))).to.deep.equal([]);
  });

  it("is seen to load them where a command needs them", () => {
    const files = filesLoadedBy("list", "cases", "--select", "call-soon.fifo");
    expect(files.filter((file) => HEAVY.test(file))).not.to.deep.equal([]);
  });
});
