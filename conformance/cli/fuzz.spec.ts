import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "./main.ts";
import { loopspec } from "./testing/loopspec.ts";

const FINDING = {
  finding: 1,
  key: "entry -> (nothing) | stop",
  seed: 3,
  clock: "virtual",
  program: { fns: {}, main: [{ op: "log", text: "a" }] },
  difference: { channel: "trace", at: 0, expected: "b", got: "a" },
  expected: { outcome: "ok", trace: ["b"], reports: [], logs: [] },
};

/** A loop that forgets a stop before its run: most programs with one show it. */
const FORGETFUL = "module:./conformance/search/testing/troubled-loop.ts";
const SEARCH = ["fuzz", "-i", FORGETFUL, "--profile", "scheduling", "--jobs", "1"] as const;

describe("loopspec fuzz", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-fuzz-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (text: string) => {
    const path = join(folder, "findings.jsonl");
    writeFileSync(path, text);
    return path;
  };

  it("exits with 0 where nothing is found, and says what became of the programs", async () => {
    const { code, err, out } = await loopspec(
      "fuzz",
      "-i",
      "reference",
      "--runs",
      "20",
      "--jobs",
      "1",
      "--out",
      folder,
    );
    expect(code).to.equal(0);
    expect(out).to.equal("");
    expect(err).to.include("20 programs").and.to.include("did not take part");
  });

  it("exits with 2 for what it cannot use", async () => {
    const of = (...more: string[]) => loopspec("fuzz", "-i", "reference", "--out", folder, ...more);
    expect(await loopspec("fuzz")).to.include({ code: 2 });
    expect(await of("--profile", "colours")).to.include({ code: 2 });
    expect(await of("--seed", "-1")).to.include({ code: 2 });
    expect(await of("--seed", "4294967296")).to.include({ code: 2 });
    expect(await of("--replay", join(folder, "missing"))).to.include({ code: 2 });
    expect(await of("--replay", written('{"finding":99}\n'))).to.include({ code: 2 });
  });

  it("exits with 3 where the loop cannot be started", async () => {
    const { code, err } = await loopspec("fuzz", "-i", "exec:/no/such/driver", "--out", folder);
    expect(code).to.equal(3);
    expect(err).to.include("/no/such/driver");
  });

  it("replays the findings of a file that was cut, and says whether they are still there", async () => {
    const path = written(`${JSON.stringify(FINDING)}\n${JSON.stringify(FINDING).slice(0, 30)}`);
    const still = await loopspec("fuzz", "-i", "reference", "--replay", path);
    expect(still.code).to.equal(1);
    expect(still.out).to.include("still there");
    expect(still.err).to.include(":2:");
    const gone = { ...FINDING, expected: { ...FINDING.expected, trace: ["a"] } };
    const after = await loopspec(
      "fuzz",
      "-i",
      "reference",
      "--replay",
      written(JSON.stringify(gone)),
    );
    expect(after.code).to.equal(0);
    expect(after.out).to.include("gone");
  });

  it("goes on where the disk is full, and prints what it could not write", async function () {
    if (!existsSync("/dev/full")) this.skip();
    symlinkSync("/dev/full", join(folder, "findings.jsonl"));
    const { code, out, err } = await loopspec(...SEARCH, "--runs", "12", "--out", folder);
    expect(code).to.equal(1);
    expect(err).to.include("ENOSPC");
    const [line = ""] = err.split("\n").filter((each) => each.startsWith('{"finding":'));
    expect(JSON.parse(line)).to.deep.include({ finding: 1, spec: FORGETFUL });
    expect(out).to.include("# Expected trace");
  });

  it("ends with 130 at Ctrl-C, with every finding that it printed on the disk", async () => {
    const printed: string[] = [];
    // The test runner would take the signal for its end.
    const others = process.listeners("SIGINT");
    process.removeAllListeners("SIGINT");
    try {
      const options = [...SEARCH, "--runs", "1000000", "--json", "--out", folder];
      const code = await main(options, {
        out: (text) => {
          printed.push(text);
          if (printed.length === 1) process.kill(process.pid, "SIGINT");
        },
        err: () => undefined,
        terminal: false,
        color: false,
        width: 80,
      });
      expect(code).to.equal(130);
    } finally {
      for (const other of others) process.on("SIGINT", other);
    }
    const kept = readFileSync(join(folder, "findings.jsonl"), "utf8").split("\n");
    expect(printed).to.not.be.empty;
    for (const line of printed) expect(kept).to.include(line);
  });
});
