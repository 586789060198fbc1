import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { callback, log, raiseSignal, show } from "../../language/build.ts";
import { asyncio, callSoon, runForever, STOP } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { nodeDriverCommand } from "../processes/spawn-node.ts";
import { faultOf, NodeDriver } from "./testing/node-driver.ts";

const harness = (what: "busy" | "exit" | "print" | "crash", text?: string): Operation =>
  text === undefined ? { op: "harness", what } : { op: "harness", what, text };

/** Runs a driver on a whole input. */
const pipe = (input: string, ...args: string[]) => {
  const command = nodeDriverCommand({ reference: "virtual" });
  const start = args.length === 0 ? command.args : [...command.args.slice(0, -1), ...args];
  return spawnSync(command.command, start, {
    input,
    encoding: "utf8",
    env: { ...process.env, ...command.env },
  });
};

describe("the Node driver", function () {
  this.timeout(60_000);
  let driver: NodeDriver;
  beforeEach(() => {
    driver = new NodeDriver();
  });
  afterEach(() => driver.end());

  it("greets for the reference loop, and runs programs one after the other", async () => {
    expect(await driver.hello()).to.deep.include({
      type: "hello",
      protocol: 1,
      edition: "3.13",
      clocks: ["real", "virtual"],
    });
    const main = [callSoon("a"), callSoon(STOP), runForever()];
    for (const seq of [1, 2]) {
      const result = await driver.run(main, { fns: { a: callback() } });
      expect(result).to.deep.include({ type: "result", seq, outcome: "ok", trace: ["a"] });
      expect(result.us).to.be.greaterThan(0);
    }
  });

  it("keeps prints off the protocol", async () => {
    const { outcome } = await driver.run([harness("print", "to be seen"), log("a")]);
    expect(outcome).to.equal("ok");
    await driver.end();
    expect(driver.process.stderrTail).to.equal("to be seen\nto be seen");
  });

  it("reports a program that spins, with its trace, and ends", async () => {
    await driver.hello();
    const started = performance.now();
    const { outcome, trace, tainted } = await driver.run(
      [log("before"), log("été"), harness("busy")],
      { timeout: 0.3 },
    );
    expect([outcome, trace, tainted]).to.deep.equal(["hang", ["before", "été"], true]);
    expect(performance.now() - started).to.be.greaterThan(300);
    const { reason } = await faultOf(driver.run([log("a")]));
    expect(reason).to.equal("signal SIGKILL");
  });

  it("reports a hang of the second program as that one's", async () => {
    await driver.run([log("first")], { timeout: 0.1 });
    const result = await driver.run([log("second"), harness("busy")], { timeout: 0.5 });
    expect(result).to.deep.include({ seq: 2, outcome: "hang", trace: ["second"] });
  });

  it("lets a program take its time after one with a shorter limit", async () => {
    await driver.run([log("first")], { timeout: 0.05 });
    const spin: Operation = {
      op: "repeat",
      times: 200_000,
      body: [{ op: "do", what: { m: "time" } }],
    };
    expect((await driver.run([spin], { timeout: 20 })).outcome).to.equal("ok");
  });

  it("dies as the program makes it die", async () => {
    expect((await faultOf(driver.run([harness("exit", "7")]))).reason).to.equal("exit 7");
    const other = new NodeDriver();
    expect((await faultOf(other.run([harness("crash")]))).reason).to.equal("signal SIGSEGV");
    await other.end();
    const hosted = new NodeDriver({ reference: "host" });
    const sends = hosted.run([raiseSignal("SIGTERM")]);
    expect((await faultOf(sends)).reason).to.equal("signal SIGTERM");
    await hosted.end();
  });

  it("leaves no current loop to the next program", async () => {
    const main = [{ op: "do", what: asyncio("set_event_loop", { $: "loop" }) } as const];
    await driver.run(main, { isolate: true });
    const { warnings } = await driver.run([show("made", asyncio("get_event_loop"))], {
      isolate: true,
    });
    expect(warnings.map(({ category }) => category)).to.deep.equal(["DeprecationWarning"]);
  });

  it("says what it cannot be started with", () => {
    const { stdout, status } = pipe("", "referent");
    expect(JSON.parse(stdout)).to.deep.equal({
      type: "fatal",
      message: "the driver cannot be started with `referent`",
      detail: "Give `reference`, `reference:VARIANT` or `module PATH`.",
    });
    expect(status).to.equal(3);
  });

  it("says which variants there are", () => {
    const { stdout, status } = pipe("", "reference:fast");
    expect(JSON.parse(stdout).message).to.equal("the reference loop has no variant `fast`");
    expect(status).to.equal(3);
  });

  it("refuses another version of the protocol", () => {
    const { stdout, status } = pipe('{"type":"hello","protocol":2}\n');
    expect(JSON.parse(stdout).message).to.equal(
      "this driver speaks version 1 of the protocol, not 2",
    );
    expect(status).to.equal(3);
  });

  const malformed: readonly [string, string][] = [
    ["{", "a request is not JSON"],
    ["null", "no request of type undefined"],
    ['{"type":"jump"}', 'no request of type "jump"'],
    ['{"type":"run","seq":0}', "expected `seq` to be a whole number from 1, got 0"],
    ['{"type":"run","seq":1,"timeout":-1}', "expected `timeout` to be a number of seconds"],
    ['{"type":"run","seq":1,"timeout":1,"program":{}}', "expected `program` to have"],
  ];
  for (const [request, message] of malformed) {
    it(`ends with status 2 at ${request}`, () => {
      const { stdout, stderr, status } = pipe(`${request}\n`);
      expect([stdout, status]).to.deep.equal(["", 2]);
      expect(stderr).to.contain(message);
    });
  }

  it("ends with status 0 at the end of its input, answered or not", () => {
    expect(pipe("").status).to.equal(0);
    const { stdout, status } = pipe('{"type":"hello","protocol":1}');
    expect(JSON.parse(stdout).type).to.equal("hello");
    expect(status).to.equal(0);
  });

  it("takes requests that come in pieces, and long ones", async () => {
    const text = "é".repeat(200_000);
    const { trace } = await driver.run([log(text)]);
    expect(trace).to.deep.equal(["é".repeat(400)]);
  });
});
