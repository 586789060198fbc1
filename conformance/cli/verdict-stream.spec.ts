import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { schemaPath } from "../../reports/index.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

const validLine = new Ajv().compile(JSON.parse(readFileSync(schemaPath("stream"), "utf8")));

interface Line {
  readonly type: "header" | "implementation" | "verdict" | "footer";
  readonly [name: string]: unknown;
}

describe("loopspec run --jsonl", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const SELECT = ["--select", "call-soon/order-main", "--select", "call-soon/order-callback"];

  async function stream(...argv: string[]) {
    const out = join(folder(), "results");
    const ran = await loopspec("run", ...SELECT, "--jsonl", "--out", out, ...argv);
    const lines = ran.out.split("\n").map((line) => JSON.parse(line) as Line);
    for (const line of lines)
      expect(validLine(line), `${JSON.stringify(validLine.errors)} ${line.type}`).to.equal(true);
    const verdicts = lines.filter(({ type }) => type === "verdict");
    const footer = lines.at(-1) as Line & { problems: { code: string }[] };
    return { ...ran, lines, verdicts, footer, document: join(out, "results.json") };
  }

  it("prints a header, the implementation, a line a verdict, and a footer", async () => {
    const { code, lines, document } = await stream("-i", "reference");
    expect(code).to.equal(0);
    expect(lines.map(({ type }) => type)).to.deep.equal([
      "header",
      "implementation",
      "verdict",
      "verdict",
      "footer",
    ]);
    expect(lines[0]).to.include({ schema: "loopspec-stream/1", cases: 2, strict: false });
    expect(lines[1]).to.include({ implementation: "reference", language: "JavaScript" });
    expect(lines[4]).to.include({ complete: true, exitCode: 0, results: document });
  });

  it("says of each verdict what was asked", async () => {
    const { verdicts } = await stream("-i", "reference");
    const one = verdicts.find((line) => line.case === "call-soon/order-main");
    expect(one).to.include({
      clause: "call-soon.fifo",
      heading: "loop.call_soon()",
      level: "MUST",
      verdict: "pass",
      red: false,
    });
    expect(one?.sentence).to.be.a("string").that.is.not.empty;
    expect(one).not.to.have.any.keys("observed", "problems", "known");
  });

  it("says of a failure what was seen, and what the gate makes of it", async () => {
    const { code, verdicts, footer } = await stream("-i", fakeSpec("wrong"));
    expect(code).to.equal(1);
    for (const line of verdicts) {
      expect(line).to.include({ verdict: "fail", red: true });
      expect(line).to.include.keys("expected", "observed", "message", "problems", "explain");
      expect((line.comparison as string[])[0]).to.match(/expected +\| observed/);
    }
    expect(footer.problems).to.have.length(1);
    expect(footer.problems[0]).to.deep.include({ code: "red", deviation: "call-soon.fifo" });
  });

  describe("with an expectations file", () => {
    const expectations = () => join(folder(), "expect.json");
    before(() => {
      const entry = (match: string) => ({ match, verdict: "fail", reason: "known" });
      const entries = [entry("call-soon/order-main"), entry("call-soon/order-callback")];
      writeFileSync(expectations(), JSON.stringify(entries));
    });

    it("names the entry that foresaw a verdict", async () => {
      const { code, verdicts } = await stream(
        ...["-i", fakeSpec("wrong"), "--expect", expectations()],
      );
      expect(code).to.equal(0);
      for (const line of verdicts) {
        expect(line).to.include({ verdict: "fail", red: true });
        expect(line.known).to.include({ match: line.case, verdict: "fail", reason: "known" });
        expect(line).not.to.have.property("problems");
      }
    });

    it("names the entry that a verdict goes against", async () => {
      const { code, verdicts } = await stream("-i", "reference", "--expect", expectations());
      expect(code).to.equal(1);
      for (const line of verdicts) {
        expect(line).to.include({ verdict: "pass", red: false });
        expect(line).not.to.have.property("known");
        const [problem] = line.problems as { code: string; at: { file: string } }[];
        expect(problem).to.include({ code: "unexpected-pass" });
        expect(problem?.at.file).to.equal(expectations());
      }
    });
  });

  it("says why an implementation cannot be judged, and that its cases did not run", async () => {
    const { code, lines, verdicts, footer } = await stream("-i", "exec:./no-such-driver");
    expect(code).to.equal(3);
    expect(lines[1]?.failure).to.include.keys("code", "message", "hint");
    expect(verdicts.map(({ verdict }) => verdict)).to.deep.equal(["not-run", "not-run"]);
    expect(footer).to.include({ complete: false, exitCode: 3 });
  });

  it("is not --json", async () => {
    const ran = await loopspec("run", ...SELECT, "-i", "reference", "--json", "--jsonl");
    expect(ran.code).to.equal(2);
    expect(ran.err).to.include("--jsonl");
  });
});
