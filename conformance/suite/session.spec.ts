import { spawnSync } from "node:child_process";
import { expect } from "chai";
import type { DriverFault } from "../execution/processes/driver-fault.ts";
import { fakeCase, fakeDriver } from "../execution/processes/testing/fake.ts";
import { Session } from "./session.ts";

/** Whether a process runs: one that has ended and that nobody has reaped yet does not. */
function running(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

describe("Session", function () {
  this.timeout(20_000);
  let late: string[] = [];
  let session: Session | undefined;
  const open = (behaviour: string, ...only: string[]) => {
    late = [];
    session = new Session(fakeDriver(behaviour, ...only), {
      clock: "real",
      startTimeout: behaviour === "silent-at-hello" ? 0.3 : 15,
      onLateFault: (kase, fault) => late.push(`${kase.id}: ${fault.code}`),
    });
    return session;
  };
  const refusal = async (behaviour: string): Promise<DriverFault> => {
    try {
      await open(behaviour).hello();
    } catch (error) {
      return error as DriverFault;
    }
    throw new Error("the greeting was accepted");
  };
  afterEach(() => session?.interrupt());

  describe("refuses a greeting", () => {
    const rows: readonly [string, string, string][] = [
      ["garbage-at-hello", "garbage", 'wrote "hello there", which is not JSON'],
      ["json-garbage-at-hello", "garbage", "which is not a message of the protocol"],
      ["silent-at-hello", "silent", "did not answer `hello` within 0.3 s"],
      ["dies-at-hello", "died", "ended with status 4 before it answered"],
      ["fatal", "fatal", "cannot import `m`"],
      ["other-protocol", "protocol", "speaks version 7 of the protocol, this is version 1"],
      ["result-at-hello", "garbage", "answered `hello` with `result`"],
    ];
    for (const [behaviour, code, message] of rows) {
      it(`of a driver that is ${behaviour}`, async () => {
        const fault = await refusal(behaviour);
        expect(fault.code).to.equal(code);
        expect(fault.message).to.include(message);
        expect(fault.hint).to.not.equal("");
      });
    }

    it("of a program that does not exist", async () => {
      const nowhere = new Session(
        { command: "loopspec-no-such-program", args: [] },
        { clock: "real", startTimeout: 5, onLateFault: () => undefined },
      );
      const fault = await nowhere.hello().catch((error: DriverFault) => error);
      expect(fault).to.include({ code: "cannot-start" });
    });

    it("and shows what the driver wrote to standard error", async () => {
      expect((await refusal("dies-at-hello")).hint).to.include("no such library");
      expect((await refusal("fatal")).hint).to.equal("Traceback: m");
    });
  });

  describe("judges what a driver does in a case", () => {
    const rows: readonly [string, string, string][] = [
      ["good", "pass", ""],
      ["wrong", "fail", "trace"],
      ["garbage", "error", "garbage"],
      ["dies", "crash", "exit 5"],
      ["dies-by-signal", "crash", "signal SIGSEGV"],
      ["dies-with-half-a-line", "crash", "exit 5"],
      ["silent", "timeout", "hang"],
      ["hangs", "timeout", "hang"],
      ["out-of-turn", "error", "out-of-turn"],
      ["hello-again", "error", "out-of-turn"],
      ["long-line", "error", "line-too-long"],
      ["closes-output", "timeout", "hang"],
    ];
    for (const [behaviour, verdict, reason] of rows) {
      it(`${behaviour}: ${verdict}`, async () => {
        const subject = open(behaviour, "a");
        const attempt = await subject.run(fakeCase("a", { timeout: 0.4 }));
        expect(attempt.verdict).to.equal(verdict);
        expect(attempt.reason ?? "").to.equal(reason);
        const next = await subject.run(fakeCase("b"));
        expect(next.verdict).to.equal("pass");
      });
    }
  });

  it("believes no case that was answered twice, and blames no other", async () => {
    const subject = open("twice", "a");
    const verdicts = [];
    for (const entry of ["x", "a", "b"])
      verdicts.push((await subject.run(fakeCase(entry))).verdict);
    await subject.end();
    expect(verdicts).to.deep.equal(["pass", "pass", "pass"]);
    expect(late).to.deep.equal(["fake/a: out-of-turn"]);
  });

  it("notices a second answer to its last case", async () => {
    const subject = open("twice");
    await subject.run(fakeCase("a"));
    await subject.end();
    expect(late).to.deep.equal(["fake/a: out-of-turn"]);
  });

  it("starts a fresh process after a driver says that it is spent", async () => {
    const subject = open("tainted");
    const first = await subject.run(fakeCase("a"));
    const second = await subject.run(fakeCase("a"));
    expect(first.observed?.trace).to.not.deep.equal(second.observed?.trace);
  });

  it("ends what a driver has started", async () => {
    const subject = open("leaves-a-child");
    const { observed } = await subject.run(fakeCase("a"));
    const pid = Number(observed?.trace[0]);
    expect(running(pid)).to.equal(true);
    await subject.end();
    const limit = performance.now() + 5000;
    while (running(pid) && performance.now() < limit) await new Promise(setImmediate);
    expect(running(pid)).to.equal(false);
  });

  it("gives the case under way no judgement when it is interrupted", async () => {
    const subject = open("silent");
    await subject.hello();
    const running = subject.run(fakeCase("a")).catch((error: DriverFault) => error);
    subject.interrupt();
    expect(await running).to.include({ code: "interrupted" });
  });
});
