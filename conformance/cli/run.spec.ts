import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { deviationsOf, type ResultsDocument, resultsOf } from "../../reports/index.ts";
import { fakeDriver } from "../execution/processes/testing/fake.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

const documentIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as ResultsDocument;

/** The deviations of the first implementation: ids, and their cases. */
const groupsOf = (document: ResultsDocument) =>
  document.implementations
    .slice(0, 1)
    .flatMap((one) => deviationsOf(one, document).deviations)
    .map((each) => [each.id, each.smallest.case, resultsOf(each).map((result) => result.case)]);

describe("loopspec run", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const out = (name: string) => join(scratch(), name);

  it("writes a document whose totals add up and says where it is", async () => {
    const folder = out("good");
    const ran = await loopspec(
      "run",
      "-i",
      fakeSpec("wrong"),
      "--out",
      folder,
      "--select",
      "call-soon.fifo",
    );
    expect(ran.out).to.include(`Results: ${join(folder, "results.json")}`);
    const [subject] = documentIn(folder).implementations;
    const counted = Object.values(subject?.totals ?? {}).reduce((a, b) => a + b, 0);
    expect(counted).to.equal(subject?.results.length).and.to.be.above(0);
    expect(ran.code).to.equal(1);
  });

  it("prints nothing but the document with --json", async () => {
    const ran = await loopspec(
      "run",
      "-i",
      fakeSpec("wrong"),
      "--out",
      out("json"),
      "--select",
      "call-soon.fifo",
      "--json",
      "--quiet",
    );
    expect(JSON.parse(ran.out).schema).to.equal("loopspec-results/2");
    expect(ran.err).to.equal("");
  });

  it("refuses a folder that it cannot write to, before anything is lost", async () => {
    const blocked = out("blocked");
    writeFileSync(blocked, "a file\n");
    const ran = await loopspec(
      "run",
      "-i",
      fakeSpec("good"),
      "--out",
      join(blocked, "inner"),
      "--select",
      "call-soon.fifo",
    );
    expect(ran.code).to.equal(2);
    expect(ran.err).to.include("cannot be written");
    expect(ran.err, "nothing was judged for nothing").not.to.include("cases");
    expect(readFileSync(blocked, "utf8")).to.equal("a file\n");
  });

  it("takes implementations and defaults from a configuration", async () => {
    const folder = out("configured");
    mkdirSync(folder);
    const config = join(folder, "loopspec.config.json");
    const { command, args } = fakeDriver("wrong");
    writeFileSync(
      config,
      `{ // the fakes\n "implementations": { "mine": { "spec": ${JSON.stringify(`exec:${command} ${args.join(" ")}`)}, "without": ["contexts"] } },\n "select": ["call-soon.fifo"], "out": "results", }`,
    );
    const { code } = await loopspec("run", "--config", config);
    expect(code).to.equal(1);
    expect(documentIn(join(folder, "results")).implementations.map(({ id }) => id)).to.deep.equal([
      "mine",
    ]);
  });

  it("names line and column of a mistake in a configuration", async () => {
    const config = out("broken.config.json");
    writeFileSync(config, '{\n  "select": [,]\n}');
    const { code, err } = await loopspec("run", "--config", config);
    expect(code).to.equal(2);
    expect(err).to.match(/broken\.config\.json:2:\d+: /);
  });

  it("names the property of a configuration that does not exist", async () => {
    const config = out("wrong.config.json");
    writeFileSync(config, '{ "implementation": {} }');
    const { code, err } = await loopspec("run", "--config", config);
    expect(code).to.equal(2);
    expect(err).to.include('the unknown property "implementation"');
    expect(err).to.include("Did you mean `implementations`?");
  });

  it("goes on with an interrupted run, and judges no case twice", async () => {
    const folder = out("resumed");
    const cases = ["cancel-self", "cancel-first", "cancel-only"];
    const asked = cases.flatMap((each) => ["--select", `call-soon/${each}`]);
    const all = ["run", ...asked, "--jobs", "1", "-i", fakeSpec("wrong"), "--out"];
    await loopspec(...all, folder, "--fail-fast");
    const first = documentIn(folder);
    expect(first.complete).to.equal(false);
    const judged = first.implementations[0]?.results.filter(({ verdict }) => verdict !== "not-run");
    const { code } = await loopspec(...all, folder, "--resume");
    expect(code).to.equal(1);
    const second = documentIn(folder);
    expect(second.complete).to.equal(true);
    for (const result of judged ?? [])
      expect(second.implementations[0]?.results).to.deep.include(result);
    const uninterrupted = out("uninterrupted");
    await loopspec(...all, uninterrupted);
    expect(groupsOf(second)).to.deep.equal(groupsOf(documentIn(uninterrupted)));
    expect(groupsOf(second).flat(2)).to.have.length.at.least(3);
  });

  it("does not go on with a run of other options", async () => {
    const folder = out("other");
    await loopspec("run", "-i", fakeSpec("good"), "--out", folder, "--select", "call-soon.fifo");
    const ran = await loopspec(
      "run",
      "-i",
      fakeSpec("good"),
      "--out",
      folder,
      "--select",
      "call-soon.*",
      "--resume",
    );
    expect(ran.code).to.equal(2);
    expect(ran.err).to.match(/other options: --\w+ was .*, and is /);
  });

  const keepsWhatWasJudged = async (signal: NodeJS.Signals) => {
    const folder = out(`interrupted-${signal}`);
    const wrapper = out(`driver-${signal}.sh`);
    const pids = out(`pids-${signal}`);
    const { command, args } = fakeDriver("silent", "never");
    writeFileSync(
      wrapper,
      `#!/bin/sh\necho $$ >> '${pids}'\nexec '${command}' ${args.map((a) => `'${a}'`).join(" ")}\n`,
    );
    chmodSync(wrapper, 0o755);
    const cli = `require("ts-node/register");require("./conformance/cli/main.ts").main(process.argv.slice(1),{out(){},err(t){process.stderr.write(t+"\\n")},terminal:false,color:false,width:80}).then((c)=>process.exit(c))`;
    const child = spawn(
      process.execPath,
      [
        "-e",
        cli,
        "run",
        "-i",
        `exec:${wrapper}`,
        "--out",
        folder,
        "--select",
        "call-soon.*",
        "--repeat",
        "100000",
      ],
      { cwd: packageRoot, stdio: ["ignore", "ignore", "pipe"] },
    );
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    await new Promise<void>((resolve) => child.stderr.once("data", () => resolve()));
    child.kill(signal);
    expect(await ended).to.equal(130);
    expect(documentIn(folder).complete).to.equal(false);
    for (const pid of readFileSync(pids, "utf8").trim().split("\n"))
      expect(existsSync(`/proc/${pid}/cwd`), `driver ${pid} is gone`).to.equal(false);
  };
  for (const [signal, what] of [
    ["SIGINT", "at Ctrl-C"],
    ["SIGHUP", "where the terminal is closed"],
  ] as const)
    it(`keeps what was judged ${what}, ends with 130 and leaves no driver behind`, () =>
      keepsWhatWasJudged(signal));
});
