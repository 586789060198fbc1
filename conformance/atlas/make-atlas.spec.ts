import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { readDocument } from "../../reports/index.ts";
import { scratchFolder } from "../cli/testing/scratch.ts";
import { SYSTEM } from "./interpreters.ts";
import type { LoopEntry } from "./loop-entry.ts";
import { LOOPS } from "./loops.ts";
import { makeAtlas } from "./make-atlas.ts";
import { type AtlasOptions, parseAtlasOptions, wantedLoops } from "./options.ts";

const row = (name: string, more: Partial<LoopEntry>): LoopEntry => ({
  name,
  label: name,
  about: "a row of a test",
  home: "https://loop.example/",
  spec: "python:asyncio",
  packages: [],
  python: "here",
  ...more,
});

const ENTRY = join(packageRoot, "conformance/cli/bin.ts");

/** One loop of each kind that a table can hold: right, set up, and wrong in every way that is met. */
const ROWS: readonly LoopEntry[] = [
  row("reference", { spec: "reference", python: undefined as never }),
  row("set-up", {
    setup: ["import asyncio", "class Mine(asyncio.SelectorEventLoop): pass"],
    factory: "Mine",
  }),
  row("wrong", {
    setup: [
      "import asyncio",
      "class Wrong(asyncio.SelectorEventLoop):",
      "    def is_closed(self): return False",
    ],
    factory: "Wrong",
  }),
  row("no-interpreter", { python: "9.99" }),
  row("no-package", { packages: ["./no-such-package-here"] }),
  row("aborts", { setup: ["import os", "os.abort()"] }),
  row("no-module", { spec: "python:no_such_module_here" }),
];

describe("the table of the atlas", () => {
  it("names every loop once, pins every package, and gives every loop a page", () => {
    const names = LOOPS.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { packages, home, python, spec } of LOOPS) {
      for (const each of packages) expect(each).to.match(/^[\w.-]+==[\w.]+$/);
      expect(home).to.match(/^https:\/\//);
      expect(python === undefined).to.equal(spec.startsWith("reference"));
    }
  });

  it("is asked by name or by package", () => {
    expect(wantedLoops(["zloop"]).map(({ name }) => name)).to.deep.equal(["zloop"]);
    expect(wantedLoops(["uvloop"]).length).to.be.above(1);
    expect(() => wantedLoops(["nothing"])).to.throw("There is no loop `nothing`");
  });
});

describe("the weekly workflow of the atlas", () => {
  const workflow = readFileSync(join(packageRoot, ".github/workflows/atlas.yml"), "utf8");
  const matrix = [...workflow.matchAll(/^ {10}- ([\w.,-]+)$/gm)].map(([, names = ""]) => names);

  it("judges every loop of the table in one of its jobs, and none twice", () => {
    const judged = matrix.flatMap((names) => wantedLoops(names.split(",")));
    expect(judged.map(({ name }) => name)).to.have.members(LOOPS.map(({ name }) => name));
  });

  it("has the interpreters that the table asks for", () => {
    const listed = /python-version: \|\n((?: {12}.*\n)+)/.exec(workflow)?.[1] ?? "";
    const versions = listed.trim().split(/\s+/);
    const wanted = LOOPS.flatMap(({ python = SYSTEM }) => (python === SYSTEM ? [] : [python]));
    for (const each of new Set(wanted))
      expect(versions).to.include(each === "pypy3" ? "pypy3.11" : each);
  });

  it("installs what loops need from the operating system", () => {
    const [, installed = ""] = /apt-get install -y (.*)/.exec(workflow) ?? [];
    for (const needed of LOOPS.flatMap(({ system = [] }) => system))
      expect(installed.split(" ")).to.include(needed);
  });
});

describe("making the atlas", function () {
  this.timeout(240_000);
  const scratch = scratchFolder();
  const said: string[] = [];
  let options: AtlasOptions;

  before(async () => {
    const folder = join(scratch(), "atlas");
    options = {
      ...parseAtlasOptions(["--folder", folder, "--site", join(folder, "site"), "--confirm"]),
      publish: join(folder, "published"),
      select: ["close/again-plain"],
      python: { here: "python3" },
      // The sources, as every other test runs them.
      // The sources, compiled once for all the commands.
      loopspec: [
        process.execPath,
        ...["-r", join(packageRoot, "conformance/execution/drivers/run-sources.cjs")],
        ...["-e", `process.argv.splice(1, 0, "${ENTRY}"); require("${ENTRY}")`, "--"],
      ],
    };
    await makeAtlas(options, (line) => said.push(line), ROWS);
  });

  const file = (...path: string[]) => join(options.folder, ...path);
  const lineOf = (name: string) => said.find((line) => line.startsWith(`${name}:`)) ?? "";

  it("judges what can be judged, and goes on after what cannot", () => {
    expect(lineOf("reference")).to.include(": judged; ");
    expect(lineOf("set-up")).to.include(": judged; ");
    expect(lineOf("no-interpreter")).to.include("there is no interpreter `9.99`");
    expect(lineOf("no-package")).to.include("not judged: ").and.to.include("ended with status 1");
    expect(lineOf("aborts")).to.include("not judged: ");
    expect(lineOf("no-module")).to.include("not judged: ").and.to.include("no_such_module_here");
  });

  it("runs the scripts of what it accuses, and says so on the loop's page", () => {
    expect(lineOf("set-up")).to.include("judged; set-up: nothing is accused (");
    expect(lineOf("wrong")).to.include("judged; wrong: confirmed 1 of 1 deviations");
    const page = readFileSync(file("site", "loops", "wrong.html"), "utf8");
    expect(page).to.include("<dd>confirmed 1 of 1 deviations, by their smallest cases</dd>");
  });

  it("tells in the site why a loop was not judged", () => {
    const page = readFileSync(file("site", "loops.html"), "utf8");
    for (const name of ["no-interpreter", "no-package", "aborts", "no-module"])
      expect(page).to.include(`<b>${name}</b>`);
    expect(existsSync(file("site", "loops", "set-up.html"))).to.equal(true);
  });

  it("publishes documents that every command reads", () => {
    const { implementations } = readDocument(file("published", "set-up.json.gz"));
    expect(implementations[0]).to.include({ id: "set-up", name: "asyncio.Mine" });
    expect(readFileSync(file("published", "ATLAS.md"), "utf8")).to.include("# Atlas");
  });

  it("judges nothing twice that has not changed", async () => {
    const again: string[] = [];
    const rows = ROWS.slice(0, 2);
    await makeAtlas(options, (line) => again.push(line), rows);
    expect(again[0]).to.include("reference: as before");
    expect(again[1]).to.include("set-up: as before");
  });

  it("builds the site from what was judged elsewhere, with --no-judge", async () => {
    const again: string[] = [];
    const rows = [...ROWS.slice(0, 2), row("later", {}), row("no-interpreter", {})];
    await makeAtlas({ ...options, judge: false }, (line) => again.push(line), rows);
    expect(again[1]).to.include("set-up: as before");
    expect(again[2]).to.include("later: not judged: it was not judged in the runs");
    expect(again[3]).to.include("no-interpreter: not judged: there is no interpreter `9.99`");
  });

  it("judges a loop again whose document was damaged since", async () => {
    writeFileSync(file("results", "set-up", "results.json"), "{");
    const again: string[] = [];
    await makeAtlas(options, (line) => again.push(line), ROWS.slice(0, 2));
    expect(again[1]).to.include("set-up: judged; ");
  });
});
