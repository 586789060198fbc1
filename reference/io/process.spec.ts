import { expect } from "chai";
import { gather } from "../futures/gather.ts";
import { waitFor } from "../futures/wait-for.ts";
import { ValueError } from "../text/errors.ts";
import { BrokenPipeError, ConnectionResetError } from "./os-error.ts";
import { createSubprocessExec, createSubprocessShell } from "./process.ts";
import { PIPE } from "./stdio.ts";
import { describeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

const ALL = { stdin: PIPE, stdout: PIPE, stderr: PIPE } as const;

describeIo("Process", () => {
  it("writes to and reads from a child", () => {
    runIo(function* () {
      const child = yield* createSubprocessExec("cat", [], { stdin: PIPE, stdout: PIPE });
      expect(child.stderr).to.equal(null);
      const stdin = child.stdin as NonNullable<typeof child.stdin>;
      const stdout = child.stdout as NonNullable<typeof child.stdout>;
      stdin.write(Buffer.from("one\n"));
      expect(String(yield* stdout.readline())).to.equal("one\n");
      expect(child.returncode).to.equal(null);
      stdin.close();
      yield* stdin.waitClosed();
      expect(yield* child.wait()).to.equal(0);
      expect(child.returncode).to.equal(0);
      expect(yield* child.wait()).to.equal(0);
    });
  });

  it("communicates more than any pipe holds, in both directions at once", () => {
    runIo(function* () {
      const child = yield* createSubprocessShell("tee /dev/stderr", ALL);
      const input = Buffer.alloc(5 << 20, "0123456789");
      const [stdout, stderr] = yield* child.communicate(input);
      expect(stdout?.equals(input)).to.equal(true);
      expect(stderr?.equals(input)).to.equal(true);
    });
  });

  it("does not mind a child that reads no input", () => {
    runIo(function* () {
      const child = yield* createSubprocessExec("true", [], ALL);
      yield* child.communicate(Buffer.alloc(1 << 20));
      expect(child.returncode).to.equal(0);
    });
  });

  it("raises BrokenPipeError to who writes to a child that has gone", () => {
    runIo(function* () {
      const child = yield* createSubprocessExec("true", [], ALL);
      const stdin = child.stdin as NonNullable<typeof child.stdin>;
      stdin.write(Buffer.alloc(1 << 20));
      expect(yield* failureOf(stdin.waitClosed())).to.be.instanceOf(BrokenPipeError);
      expect(yield* failureOf(stdin.drain())).to.be.instanceOf(ConnectionResetError);
      yield* child.wait();
    });
  });

  it("waits in several coroutines, and can be given up", () => {
    runIo(function* () {
      const child = yield* createSubprocessExec("sleep", ["60"]);
      const late = yield* failureOf(waitFor(child.wait(), 0.01));
      expect(late).to.have.property("name", "TimeoutError");
      expect(child.returncode).to.equal(null);
      child.terminate();
      expect(yield* gather([child.wait(), child.wait()])).to.deep.equal([-15, -15]);
    });
  });

  it("has no stake in who gives up waiting for the end of its input", () => {
    runIo(function* (loop) {
      const child = yield* createSubprocessExec("cat", [], { stdin: PIPE });
      const stdin = child.stdin as NonNullable<typeof child.stdin>;
      const late = yield* failureOf(waitFor(stdin.waitClosed(), 0.01));
      expect(late).to.have.property("name", "TimeoutError");
      stdin.close();
      yield* stdin.waitClosed();
      expect(yield* child.wait()).to.equal(0);
      yield;
      expect(loop.owned.children.size).to.equal(0);
    });
  });

  it("is refused before it is started when an argument is wrong", () => {
    runIo(function* (loop) {
      const text = yield* failureOf(createSubprocessExec("echo", "hello" as never));
      expect(text).to.be.instanceOf(TypeError).with.property("message").that.includes("`args`");
      const limit = yield* failureOf(createSubprocessExec("cat", [], { ...ALL, limit: 0 }));
      expect(limit).to.be.instanceOf(ValueError).with.property("message").that.includes("`limit`");
      expect(loop.owned.children.size).to.equal(0);
    });
  });
});
