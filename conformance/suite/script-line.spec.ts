import { expect } from "chai";
import { lastWords, tellsOf } from "./script-line.ts";

const fail = (reason: string, message: string) => ({ verdict: "fail", reason, message }) as const;

describe("lastWords", () => {
  it("passes over what a loop prints, and keeps all lines of what a script quotes", () => {
    const entry = "entry 1: expected `a`, observed `b\nc`";
    for (const words of [
      entry,
      "expected an end within 1 s, observed a hang after `a`",
      "call 1 of the exception handler: expected {}, observed ()",
    ]) {
      expect(lastWords(words)).to.equal(words);
      expect(lastWords(`Traceback\nexpected nothing\n${words}`)).to.equal(words);
    }
    expect(lastWords("only what a loop prints")).to.equal("only what a loop prints");
  });
});

describe("tellsOf", () => {
  it("wants the same entry, expected and observed, of a trace", () => {
    const judged = fail("trace", "entry 2: expected `returned`, got `inner`");
    expect(tellsOf("entry 2: expected `returned`, observed `inner`", judged)).to.equal(true);
    expect(tellsOf("entry 2: expected `returned`, observed `outer`", judged)).to.equal(false);
    expect(tellsOf("entry 3: expected `returned`, observed `inner`", judged)).to.equal(false);
    const short = fail("trace", "entry 2: expected `returned`, the trace ended");
    const line = "entry 2: expected `returned`, observed the end of the trace";
    expect(tellsOf(line, short)).to.equal(true);
    expect(tellsOf(line, judged)).to.equal(false);
  });

  it("takes observed data of the same length for the same, whatever its checksum", () => {
    const judged = fail(
      "trace",
      "entry 2: expected `x`, got `Here received 517 bytes, crc32 138fcd70`",
    );
    const line = (data: string) => `entry 2: expected \`x\`, observed \`Here received ${data}\``;
    expect(tellsOf(line("517 bytes, crc32 00000000"), judged)).to.equal(true);
    expect(tellsOf(line("518 bytes, crc32 138fcd70"), judged)).to.equal(false);
  });

  it("wants a hang after the same entry", () => {
    const line = "expected an end within 10 s, observed a hang after `a`";
    expect(tellsOf(line, fail("hang", "hung after `a` (in select)"))).to.equal(true);
    expect(tellsOf(line, fail("hang", "hung after `b`"))).to.equal(false);
    expect(tellsOf(line, fail("hang", "hung with an empty trace"))).to.equal(false);
    const empty = "expected an end within 10 s, observed a hang after an empty trace";
    expect(tellsOf(empty, fail("hang", "hung with an empty trace"))).to.equal(true);
  });

  it("wants the same kind of failure elsewhere", () => {
    const outcome = fail("outcome raised TypeError", "the program ended with …");
    expect(tellsOf("expected the outcome `ok`, observed `raised TypeError`", outcome)).to.equal(
      true,
    );
    expect(tellsOf("entry 1: expected `a`, observed `b`", outcome)).to.equal(false);
    const bounds = fail("bounds", "`dt` is 9, expected at most 5");
    expect(tellsOf("expected `dt` to be at most 5, observed 8.9", bounds)).to.equal(true);
    const reports = fail("reports", "the exception handler was called 0 times, expected 1");
    expect(tellsOf("expected 1 call of the exception handler, observed 0", reports)).to.equal(true);
    expect(tellsOf("expected a warning like {}, observed []", reports)).to.equal(false);
  });

  it("finds nothing told of a pass", () => {
    expect(tellsOf("anything", { verdict: "pass" })).to.equal(false);
  });
});
