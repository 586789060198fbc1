import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../../reports/index.ts";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { scratchFolder } from "../../cli/testing/scratch.ts";
import { confirmed } from "./confirmed.ts";
import { needLoops, PYTHON } from "./testing/venv.ts";

/** A clause that uvloop breaks, one that it breaks in another way, and one that it keeps. */
const SAMPLE = [
  "call-later.returns-timerhandle",
  "run-forever.stop-while-running.defers-also-from-earlier-callback",
  "stop.on-idle-loop-is-pending",
];

describe("a sample of the suite on uvloop in .venv", function () {
  this.timeout(120_000);
  const scratch = scratchFolder();
  const file = () => join(scratch(), "results.json");
  const document = () => JSON.parse(readFileSync(file(), "utf8")) as ResultsDocument;

  before(async function () {
    needLoops(this);
    const given = ["-i", "python:uvloop", "--python", PYTHON, "--jobs", "1", "--quiet"];
    const selected = SAMPLE.flatMap((clause) => ["--select", clause]);
    const { code } = await loopspec("run", ...given, ...selected, "--out", scratch());
    expect(code).to.equal(1);
  });

  it("breaks the clauses that were confirmed", () => {
    const failed = document().implementations[0]?.results.filter(
      ({ verdict }) => verdict === "fail",
    );
    const clauses = new Set(failed?.map((result) => String(result.clauses[0])));
    const known = Object.keys(confirmed.uvloop ?? {});
    expect(known).to.include.members([...clauses]);
    expect([...clauses]).to.include.members(SAMPLE.filter((id) => known.includes(id)));
  });

  it("is confirmed by the scripts, all of them or the smallest of each deviation", async () => {
    const all = await loopspec("confirm", file());
    expect(all.out).to.match(/^python:uvloop: confirmed (\d+) of \1 accusing cases$/);
    expect(all.code).to.equal(0);
    const smallest = await loopspec("confirm", file(), "--smallest", "-i", "python:uvloop");
    expect(smallest.out).to.match(
      /^python:uvloop: confirmed (\d) of \1 deviations, by their smallest cases$/,
    );
  });

  it("names what its script does not show", async () => {
    const other = document();
    const [result] =
      other.implementations[0]?.results.filter(({ verdict }) => verdict === "fail") ?? [];
    result!.message = "entry 7: expected `this`, got `that`";
    delete result!.attempts;
    const changed = join(scratch(), "changed.json");
    writeFileSync(changed, JSON.stringify(other));
    const { code, out } = await loopspec("confirm", changed);
    expect(code).to.equal(1);
    expect(out)
      .to.include(`  ${result!.case} (${result!.clauses[0]}) does not reproduce`)
      .and.to.include("    judged: fail, entry 7: expected `this`, got `that`")
      .and.to.match(/ {4}script: exit status 1: .*expected .*, observed /);
    const asyncio = await loopspec("confirm", file(), "-i", "python:asyncio");
    expect(asyncio.code).to.equal(2);
  });
});
