import { expect } from "chai";
import type { HelloReply, ResultReply, RunRequest } from "../execution/protocol.ts";
import { messageValidator } from "./schema.ts";
import { SPECIMENS } from "./testing/specimens.ts";

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("messageValidator", () => {
  const reply = messageValidator();
  const request = messageValidator("request");
  const hello: HelloReply = {
    type: "hello",
    protocol: 1,
    implementation: {
      name: "x",
      version: "1",
      language: "Python",
      languageVersion: "3.11.7",
      platform: "linux",
    },
    edition: "3.11.7",
    capabilities: ["threads"],
    clocks: ["real"],
    clockResolution: 1e-9,
  };
  const result: ResultReply = {
    type: "result",
    seq: 1,
    outcome: "raised AppError:x",
    trace: ["a"],
    metrics: { dt: 0.5 },
    reports: [{ handler: "h", keys: ["message"], message: "m", exception: null }],
    warnings: [{ category: "X", message: "m" }],
    logs: [{ level: "ERROR", message: "m", exception: null }],
    us: 5,
  };
  const run: RunRequest = {
    type: "run",
    seq: 1,
    program: SPECIMENS[0]!.program,
    timeout: 10,
    clock: "real",
    isolate: false,
  };

  it("accepts each message", () => {
    for (const message of [
      hello,
      { type: "fatal", message: "no" },
      { type: "fatal", message: "no", detail: "trace" },
      result,
      { ...result, polls: [0, null], why: "x", stack: "y", tainted: true },
    ]) {
      expect(reply(plain(message))).to.equal(undefined);
    }
    for (const message of [{ type: "hello", protocol: 1 }, run, { type: "bye" }]) {
      expect(request(plain(message))).to.equal(undefined);
    }
  });

  it("says what is wrong, and where", () => {
    expect(reply({ ...result, outcome: "fine" })).to.match(/^`outcome`: expected a text like/);
    expect(reply({ ...result, extra: 1 })).to.match(/^`extra` is unknown here/);
    expect(reply({ ...result, tainted: "yes" })).to.equal(
      '`tainted`: expected a boolean, got "yes"',
    );
    expect(reply({ ...hello, capabilities: ["thread"] })).to.match(
      /^`capabilities\[0\]`: expected/,
    );
    expect(reply({ ...hello, implementation: { name: "x" } })).to.equal(
      "`implementation`: `version` is missing",
    );
    expect(reply({ type: "hallo" })).to.include('"hallo"');
    expect(reply({})).to.equal("`type` is missing");
    expect(reply("hello")).to.equal('expected an object, got "hello"');
    expect(reply(run)).to.include('"run"');
    expect(request({ ...run, program: { fns: {}, main: [{ op: "x" }] } })).to.match(
      /^`program.main\[0\]`: /,
    );
  });
});
