import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants as osConstants, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ValueError } from "../errors.ts";
import type { Future } from "../future.ts";
import { setWarningHook } from "../warnings.ts";
import { watchChild } from "./child-watcher.ts";
import { FileNotFoundError, PermissionError, ProcessLookupError } from "./os-error.ts";
import { newPollEventLoop, type PollEventLoop } from "./poll-loop.ts";
import { SubprocessProtocol } from "./protocols.ts";
import { spawn } from "./spawn.ts";
import { DEVNULL, STDOUT } from "./stdio.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

/** Writes down what it is told of a child. */
class Watcher extends SubprocessProtocol {
  readonly events: string[] = [];
  readonly output: [string, string, string] = ["", "", ""];
  readonly over: Future<void>;
  private readonly started: Future<void>;

  constructor(loop: PollEventLoop) {
    super();
    this.over = loop.createFuture<void>();
    this.started = loop.createFuture<void>();
  }

  /** Waits for the first output. */
  *untilStarted() {
    yield* this.started;
  }

  override connectionMade(): void {
    this.events.push("made");
  }

  override pipeDataReceived(fd: number, data: Buffer): void {
    this.output[fd as 1 | 2] += data;
    if (!this.started.done()) this.started.setResult();
  }

  override pipeConnectionLost(fd: number, exception: unknown): void {
    this.events.push(`pipe ${fd} ${exception}`);
  }

  override processExited(): void {
    this.events.push("exited");
  }

  override connectionLost(exception: unknown): void {
    this.events.push(`lost ${exception}`);
    this.over.setResult();
  }
}

describeIo("subprocessExec() and subprocessShell()", () => {
  it("connect all three pipes, and tell of output, exit and loss", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessShell(
        () => new Watcher(loop),
        "read line; echo out $line; echo err $line >&2; exit 7",
      );
      expect(transport.getPid()).to.be.above(1);
      expect(transport.getReturncode()).to.equal(null);
      (transport.getPipeTransport(0) as { write(data: Buffer): void }).write(Buffer.from("x\n"));
      yield* protocol.over;
      expect(protocol.output).to.deep.equal(["", "out x\n", "err x\n"]);
      expect(transport.getReturncode()).to.equal(7);
      expect(protocol.events[0]).to.equal("made");
      expect(protocol.events.at(-1)).to.equal("lost null");
      expect(protocol.events.slice(1, -1).sort()).to.deep.equal([
        "exited",
        "pipe 0 null",
        "pipe 1 null",
        "pipe 2 null",
      ]);
      expect(() => transport.kill()).to.throw(ProcessLookupError);
    });
  });

  it("leave no zombie", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessExec(() => new Watcher(loop), ["true"]);
      yield* protocol.over;
      expect(() => process.kill(transport.getPid(), 0)).to.throw("ESRCH");
    });
  });

  it("tell which signal ended the child, by name or number", () => {
    runIo(function* (loop) {
      const ways: [(transport: SubprocessTransport) => void, number][] = [
        [(transport) => transport.terminate(), -15],
        [(transport) => transport.kill(), -9],
        [(transport) => transport.sendSignal("SIGHUP"), -1],
        [(transport) => transport.sendSignal(2), -2],
      ];
      for (const [end, expected] of ways) {
        const [transport, protocol] = yield* loop.subprocessExec(
          () => new Watcher(loop),
          ["sleep", "60"],
        );
        end(transport);
        yield* protocol.over;
        expect(transport.getReturncode()).to.equal(expected);
      }
    });
  });

  it("can end a child that ignores SIGTERM only by SIGKILL", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessShell(
        () => new Watcher(loop),
        "trap 'echo no' TERM; echo ready; while :; do sleep 0.01; done",
      );
      yield* protocol.untilStarted();
      transport.terminate();
      while (!protocol.output[1].includes("no")) {
        const tick = loop.createFuture<void>();
        loop.callLater(0.005, () => tick.setResult());
        yield* tick;
      }
      expect(transport.getReturncode()).to.equal(null);
      transport.kill();
      yield* protocol.over;
      expect(transport.getReturncode()).to.equal(-9);
    });
  });

  it("end the child when the transport is closed", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessExec(() => new Watcher(loop), ["cat"]);
      transport.close();
      yield* protocol.over;
      expect(transport.getReturncode()).to.equal(-9);
    });
  });

  it("end the child when the loop is closed, without leaving a zombie", () => {
    const loop = newPollEventLoop();
    const [transport] = loop.runUntilComplete(
      loop.subprocessExec(() => new Watcher(loop), ["sleep", "60"]),
    );
    const warnings: string[] = [];
    const outer = setWarningHook((_, message) => warnings.push(message));
    loop.close();
    setWarningHook(outer);
    expect(() => process.kill(transport.getPid(), 0)).to.throw("ESRCH");
    expect(transport.getReturncode()).to.equal(-9);
    expect(warnings.join()).to.include(`<SubprocessTransport pid=${transport.getPid()} running>`);
  });

  it("lead standard streams elsewhere", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    const file = openSync(join(folder, "output"), "w+");
    runIo(function* (loop) {
      const script = "cat; echo out; echo err >&2";
      const [first, one] = yield* loop.subprocessShell(() => new Watcher(loop), script, {
        stdin: DEVNULL,
        stderr: STDOUT,
      });
      yield* one.over;
      expect(one.output).to.deep.equal(["", "out\nerr\n", ""]);
      expect(first.getPipeTransport(0)).to.equal(null);
      expect(first.getPipeTransport(2)).to.equal(null);
      const streams = { stdin: DEVNULL, stdout: { fileno: () => file }, stderr: file } as const;
      const [, two] = yield* loop.subprocessShell(() => new Watcher(loop), script, streams);
      yield* two.over;
      expect(readFileSync(join(folder, "output"), "utf8")).to.equal("out\nerr\n");
      const wrong = yield* failureOf(
        loop.subprocessShell(() => new Watcher(loop), script, { stdin: "nowhere" as never }),
      );
      expect(wrong).to.be.instanceOf(ValueError).with.property("message").that.includes("`stdin`");
    });
    closeSync(file);
    rmSync(folder, { recursive: true });
  });

  it("exchange standard output and standard error", () => {
    const script = "echo to-1; echo to-2 >&2";
    runIo(function* (loop) {
      // A child whose own 1 and 2 are pipes starts one whose streams are crossed.
      const code = `exec 3>&1; { sh -c '${script}' 1>&2 2>&3; }`;
      const [, protocol] = yield* loop.subprocessShell(() => new Watcher(loop), code);
      yield* protocol.over;
      expect(protocol.output).to.deep.equal(["", "to-2\n", "to-1\n"]);
    });
  });

  it("start in a folder, with an environment, in a session of its own", () => {
    runIo(function* (loop) {
      const folder = tmpdir();
      const [, protocol] = yield* loop.subprocessShell(
        () => new Watcher(loop),
        'pwd; echo "$GREETING"; ps -o sid= -p $$ | tr -d " "; echo $$',
        {
          cwd: folder,
          env: { PATH: process.env.PATH, GREETING: "hello" },
          startNewSession: true,
        },
      );
      yield* protocol.over;
      const [cwd, greeting, session, pid] = protocol.output[1].trim().split("\n");
      expect([cwd, greeting, session]).to.deep.equal([folder, "hello", pid]);
    });
  });

  it("give the child the signals of a fresh process, and none of the parent's descriptors", function () {
    if (process.platform !== "linux") this.skip(); // only Linux shows them in /proc
    runIo(function* (loop) {
      const [, protocol] = yield* loop.subprocessShell(
        () => new Watcher(loop),
        "sed -n 's/^Sig\\(Blk\\|Ign\\)://p' /proc/self/status; ls /proc/self/fd | wc -l",
      );
      yield* protocol.over;
      const [blocked, ignored, count] = protocol.output[1].trim().split("\n");
      const { SIGPIPE, SIGXFSZ } = osConstants.signals;
      expect(BigInt(`0x${blocked?.trim()}`)).to.equal(0n);
      for (const signal of [SIGPIPE, SIGXFSZ]) {
        expect((BigInt(`0x${ignored?.trim()}`) >> BigInt(signal - 1)) & 1n).to.equal(0n);
      }
      expect(Number(count)).to.be.at.most(5); // three, one for the listing, and one to spare
    });
  });

  it("raise the system's error where the program cannot be started, and leave nothing open", () => {
    const before = openSync("/dev/null", "r");
    closeSync(before);
    const { reports } = observeIo(function* (loop) {
      const make = () => new Watcher(loop);
      const missing = yield* failureOf(loop.subprocessExec(make, ["no-such-program", "x"]));
      expect(missing).to.be.instanceOf(FileNotFoundError);
      expect((missing as Error).message).to.include("no-such-program");
      const folder = yield* failureOf(loop.subprocessExec(make, ["true"], { cwd: "/no/folder" }));
      expect(folder).to.be.instanceOf(FileNotFoundError);
      expect((folder as Error).message).to.include("/no/folder");
      expect(yield* failureOf(loop.subprocessExec(make, ["/etc/passwd"]))).to.be.instanceOf(
        PermissionError,
      );
      const env = { PATH: "/nowhere" };
      expect(yield* failureOf(loop.subprocessExec(make, ["true"], { env }))).to.be.instanceOf(
        FileNotFoundError,
      );
    });
    expect(reports).to.deep.equal([]);
    const after = openSync("/dev/null", "r");
    closeSync(after);
    expect(after).to.equal(before);
  });

  it("refuse arguments and options that have no meaning here", () => {
    runIo(function* (loop) {
      const make = () => new Watcher(loop);
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.subprocessExec(make, []), TypeError, "`args`"],
        [loop.subprocessExec(make, "ls" as never), TypeError, "`args`"],
        [loop.subprocessExec(make, ["a", 3 as never]), TypeError, "`args[1]`"],
        [loop.subprocessExec(make, ["a\0b"]), ValueError, "null byte"],
        [loop.subprocessExec(make, ["a"], { text: true } as never), ValueError, "`text`"],
        [loop.subprocessExec(make, ["a"], { env: { "=": "" } }), ValueError, "variable name"],
        [loop.subprocessShell(make, ["ls"] as never), TypeError, "`command`"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      const [transport, protocol] = yield* loop.subprocessExec(make, ["sleep", "60"]);
      expect(() => transport.sendSignal("SIGNONE" as never)).to.throw(ValueError, "`SIGNONE`");
      transport.close();
      yield* protocol.over;
    });
  });

  it("notice the end of a child also where the system does not tell of it", () => {
    runIo(function* (loop) {
      const ended = loop.createFuture<number>();
      const pid = spawn(["sh", "-c", "sleep 0.02; exit 3"], [0, 1, 2], {});
      watchChild(
        loop,
        pid,
        (returncode) => ended.setResult(returncode),
        () => null,
      );
      expect(yield* ended).to.equal(3);
    });
  });

  it("report 255 for a child whose status somebody else has taken", () => {
    const { result, warnings } = observeIo(function* (loop) {
      const ended = loop.createFuture<number>();
      watchChild(
        loop,
        2 ** 22 + 1,
        (returncode) => ended.setResult(returncode),
        () => null,
      );
      return yield* ended;
    });
    expect(result).to.equal(255);
    expect(warnings.join()).to.include("exit status already read");
  });
});
