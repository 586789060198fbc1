import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../reports/index.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("commands for readers of results", function () {
  this.timeout(120_000);
  const scratch = scratchFolder();
  const path = (...names: string[]) => join(scratch(), ...names);
  const results = (name: string) => path(name, "results.json");
  const read = (file: string) => readFileSync(file, "utf8");
  const document = (file: string) => JSON.parse(read(file)) as ResultsDocument;

  before(async () => {
    const judge = (name: string, ...more: string[]) =>
      loopspec(
        "run",
        "-i",
        fakeSpec("wrong"),
        "--select",
        "stop.ends-run",
        "--out",
        path(name),
        "--quiet",
        ...more,
      );
    await judge("whole");
    await judge("one", "--shard", "1/2");
    await judge("two", "--shard", "2/2");
  });

  it("report writes one format to standard output", async () => {
    expect((await loopspec("report", results("whole"), "--tap", "-")).out).to.match(
      /^TAP version 14/,
    );
    const two = await loopspec("report", results("whole"), "--tap", "-", "--csv", "-");
    expect(two).to.include({ code: 2 });
  });

  it("report writes none of its files where one cannot be written", async () => {
    const ran = await loopspec(
      "report",
      results("whole"),
      "--tap",
      path("never.tap"),
      "--csv",
      path("whole"),
    );
    expect(ran.code).to.equal(2);
    expect(() => read(path("never.tap"))).to.throw();
  });

  for (const [what, text, message] of [
    ["truncated", '{"schema": "loopspec-res', "cut off"],
    ["foreign", '{"tests": []}', "loopspec"],
    ["newer", '{"schema": "loopspec-results/3"}', "newer"],
  ] as const) {
    it(`report refuses a ${what} document with exit code 2`, async () => {
      writeFileSync(path("bad.json"), text);
      const ran = await loopspec("report", path("bad.json"), "--csv", path("bad.csv"));
      expect(ran.code).to.equal(2);
      expect(ran.err.toLowerCase()).to.include(message);
    });
  }

  it("merge joins shards to what one run finds", async () => {
    const ran = await loopspec(
      "merge",
      results("one"),
      results("two"),
      "--out",
      path("merged.json"),
    );
    expect(ran.code, ran.err).to.equal(0);
    const ids = (file: string) =>
      document(file).implementations[0]?.results.map((result) => result.case);
    expect(ids(path("merged.json"))).to.have.members(ids(results("whole")) ?? []);
  });

  it("merge refuses a gap and an overlap", async () => {
    expect((await loopspec("merge", results("one"), "--out", path("gap.json"))).code).to.equal(2);
    expect(
      (await loopspec("merge", results("one"), results("one"), "--out", path("twice.json"))).code,
    ).to.equal(2);
  });

  it("diff says that nothing changed, and what got worse", async () => {
    const same = await loopspec("diff", results("whole"), results("whole"));
    expect(same.code, same.err).to.equal(0);
    const better = document(results("whole"));
    for (const { results: all, totals } of better.implementations) {
      const failed = all.filter(({ verdict }) => verdict === "fail");
      for (const result of failed) result.verdict = "pass";
      totals.pass += failed.length;
      totals.fail = 0;
    }
    writeFileSync(path("better.json"), JSON.stringify(better));
    const worse = await loopspec("diff", path("better.json"), results("whole"), "--json");
    expect(worse.code, worse.err).to.equal(1);
    expect(JSON.parse(worse.out).implementations[0].changes.length).to.be.above(0);
  });

  it("expect update records what is known, and the gate then holds", async () => {
    const file = path("loopspec.expect.json");
    expect((await loopspec("gate", results("whole"))).code).to.equal(1);
    const update = await loopspec("expect", "update", results("whole"), "--expect", file);
    expect(update.code, update.err).to.equal(0);
    const held = await loopspec("gate", results("whole"), "--expect", file);
    expect(held.out).to.be.a("string");
    const again = await loopspec("expect", "update", results("whole"), "--expect", file);
    expect(again.err).to.include("already says");
  });

  it("expect update records nothing of an implementation that could not be started", async () => {
    const broken = document(results("whole"));
    for (const one of broken.implementations) {
      one.failure = { code: "fatal", message: "No module named 'x'", hint: "" };
      for (const result of one.results) result.verdict = "not-run";
      for (const verdict of Object.keys(one.totals) as (keyof typeof one.totals)[])
        one.totals[verdict] = verdict === "not-run" ? one.results.length : 0;
    }
    writeFileSync(path("broken.json"), JSON.stringify({ ...broken, complete: false }));
    const file = path("never.expect.json");
    const ran = await loopspec("expect", "update", path("broken.json"), "--expect", file);
    expect([ran.code, ran.out, existsSync(file)], ran.err).to.deep.equal([3, "", false]);
    expect(ran.err).to.match(/could not be started: nothing of it is recorded anew/);
  });

  it("expect check names line and column of a syntax error and overwrites nothing", async () => {
    const file = path("broken.expect.json");
    writeFileSync(file, '{\n  "implementations": {,}\n}');
    for (const what of ["check", "update"]) {
      const ran = await loopspec("expect", what, results("whole"), "--expect", file);
      expect(ran.code).to.equal(2);
      expect(ran.err).to.match(/:2:\d+|line 2/);
    }
    expect(read(file)).to.equal('{\n  "implementations": {,}\n}');
  });

  it("gate prints annotations that cannot be broken out of", async () => {
    const { out } = await loopspec("gate", results("whole"), "--annotate");
    const lines = out.split("\n").filter((line) => line.startsWith("::"));
    expect(lines.length).to.be.above(0);
    for (const line of lines) expect(line).to.match(/^::error [^:]*::/);
    // One for each clause that is broken, not one for each case.
    expect(lines.filter((line) => line.includes("breaks stop.ends-run::"))).to.have.lengthOf(1);
  });

  it("init writes a configuration that run accepts, once", async () => {
    const before = process.cwd();
    process.chdir(scratch());
    try {
      expect((await loopspec("init", "-i", fakeSpec("wrong"))).code).to.equal(0);
      expect((await loopspec("init")).code).to.equal(2);
      const ran = await loopspec("run", "--select", "stop.ends-run");
      expect(ran.code, ran.err).to.equal(1);
      expect(document(results("loopspec-results")).implementations).to.have.lengthOf(1);
      // What it says to do next needs no arguments either.
      const update = await loopspec("expect", "update");
      expect(update.code, update.err).to.equal(0);
      expect((await loopspec("expect", "check")).code).to.equal(0);
      expect((await loopspec("report")).out).to.match(/\d+\s+deviations?\s+\(\d+\s+of/);
    } finally {
      process.chdir(before);
    }
  });

  it("list prints clauses with their cases or reason", async () => {
    const clauses = JSON.parse((await loopspec("list", "clauses", "--json")).out) as {
      status: string;
      part: string;
      cases: string[];
      why?: string;
    }[];
    for (const { status, part, cases, why } of clauses.filter((each) => each.part === "core"))
      expect(status === "cases" ? cases.length > 0 : (why ?? "").length > 10, part).to.equal(true);
    expect((await loopspec("list", "implementations")).out).to.include("python:MODULE");
  });

  it("explain explains a clause, a case, and refuses what is neither", async () => {
    expect((await loopspec("explain", "stop.ends-run")).out)
      .to.include("Cases:")
      .and.match(
        /Source: Event Loop › .* › loop\.stop\(\), sentence 1\n {2}Edition 3\.15: https:\S+#asyncio\.loop\.stop\n/,
      )
      .and.include("In the Chinese text: 运行和停止循环");
    expect((await loopspec("explain", "preface.high-level-first")).out).to.include("advice");
    const [first] = JSON.parse(
      (await loopspec("list", "cases", "--json", "--select", "stop.ends-run")).out,
    ) as { id: string }[];
    const explained = await loopspec("explain", first?.id ?? "", "-i", fakeSpec("wrong"));
    expect(explained.out)
      .to.include("Why it matters:")
      .and.to.match(/If you disagree: \S+INTERPRETING\.md says/)
      .and.to.include("expected")
      .and.to.include("import asyncio");
    expect((await loopspec("explain", "no/such-case")).code).to.equal(2);
  });

  it("explain links to the edition in question", async () => {
    const linksOf = async (...argv: string[]) => {
      const { out } = await loopspec("explain", ...argv);
      return [...new Set(out.match(/[Ee]dition 3\.\d+.*docs\.python\.org\/3\.\d+/g))];
    };
    const old = "dition 3.9: https://docs.python.org/3.9";
    const id = "stop/ends-run-timer";
    expect(await linksOf("stop.ends-run", "--edition", "3.9")).to.deep.equal([`E${old}`]);
    expect(await linksOf(id, "--edition", "3.9")).to.deep.equal([`E${old}`, `e${old}`]);
    // The edition of this driver.
    const own = "edition 3.13: https://docs.python.org/3.13";
    const spec = fakeSpec("wrong");
    expect(await linksOf(id, "-i", spec, "--as", "python")).to.deep.equal([own]);
    expect(await linksOf("call-soon.context", "--edition", "3.6")).to.deep.equal([]);
    const [later] = await linksOf("runner.run-accepts-awaitable", "--edition", "3.9.1");
    expect(later).to.include("(3.9.1 does not have it)");
  });

  it("explain --as python prints a script that decides, with --trace one that shows", async () => {
    const id = "stop/ends-run-timer";
    const deciding = await loopspec("explain", id, "--as", "python", "-i", "python:uvloop");
    expect(deciding.out)
      .to.include("# Exits with 0 if this holds, and with 1 and a line")
      .and.to.include("uvloop.new_event_loop()");
    expect(deciding.err).to.equal("");
    const tracing = await loopspec("explain", id, "--as", "python", "--trace");
    expect(tracing.out).to.include("# Expected trace:").and.not.include("def decide");
    expect(tracing.err).to.match(/over asyncio's loop; `-i python:MODULE`/);
    expect((await loopspec("explain", id, "--trace")).code).to.equal(2);
  });
});
