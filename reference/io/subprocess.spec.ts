import { expect } from "chai";
import { OSError } from "../text/errors.ts";
import { setWarningHook } from "../text/warnings.ts";
import { reap } from "./child-watcher.ts";
import { errnos, PermissionError, ProcessLookupError } from "./os-error.ts";
import { newPollEventLoop } from "./poll-loop.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";
import { ChildRecorder } from "./testing/child-watcher.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";

describeIo("subprocessExec() and subprocessShell()", () => {
  it("connect all three pipes, and tell of output, exit and loss", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessShell(
        () => new ChildRecorder(loop),
        "read line; echo out $line; echo err $line >&2; exit 7",
      );
      expect(transport.getPid()).to.be.above(1);
      expect(transport.getReturncode()).to.equal(null);
      expect(transport.getExtraInfo("subprocess"))
        .to.include({ pid: transport.getPid() })
        .and.have.property("args")
        .that.includes("-c");
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
      const [transport, protocol] = yield* loop.subprocessExec(
        () => new ChildRecorder(loop),
        ["true"],
      );
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
          () => new ChildRecorder(loop),
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
        () => new ChildRecorder(loop),
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
      const [transport, protocol] = yield* loop.subprocessExec(
        () => new ChildRecorder(loop),
        ["cat"],
      );
      transport.close();
      yield* protocol.over;
      expect(transport.getReturncode()).to.equal(-9);
    });
  });

  it("end the child when the loop is closed, without leaving a zombie", () => {
    const loop = newPollEventLoop();
    const [transport] = loop.runUntilComplete(
      loop.subprocessExec(() => new ChildRecorder(loop), ["sleep", "60"]),
    );
    const warnings: string[] = [];
    const outer = setWarningHook((_, message) => warnings.push(message));
    loop.close();
    setWarningHook(outer);
    expect(() => process.kill(transport.getPid(), 0)).to.throw("ESRCH");
    expect(transport.getReturncode()).to.equal(-9);
    expect(warnings.join()).to.include(`<SubprocessTransport pid=${transport.getPid()} running>`);
  });

  it("report an error of the protocol, and go on telling it of the pipes and of the end", () => {
    const { result, reports } = observeIo(function* (loop) {
      class Failing extends ChildRecorder {
        override pipeDataReceived(fd: number, data: Buffer): void {
          super.pipeDataReceived(fd, data);
          throw new Error("data");
        }
        override pipeConnectionLost(fd: number, exception: unknown): void {
          super.pipeConnectionLost(fd, exception);
          throw new Error("pipe");
        }
      }
      const command = "echo one; read line; echo two";
      const [transport, protocol] = yield* loop.subprocessShell(() => new Failing(loop), command);
      yield* protocol.untilStarted();
      (transport.getPipeTransport(0) as { write(data: Buffer): void }).write(Buffer.from("x\n"));
      yield* protocol.over;
      return protocol;
    });
    expect(result.output[1]).to.equal("one\ntwo\n");
    expect(result.events.at(-1)).to.equal("lost null");
    expect(result.events).to.include.members(["pipe 0 null", "pipe 1 null", "pipe 2 null"]);
    const errors = reports.map(({ exception }) => (exception as Error).message);
    expect(errors.sort()).to.deep.equal(["data", "data", "pipe", "pipe", "pipe"]);
  });

  it("raise the system's error for a signal that cannot be sent, and never one of the end", () => {
    const kill = process.kill;
    const refusing = (code: "EPERM" | "ESRCH") => () => {
      throw Object.assign(new Error(code), { code, errno: -errnos[code] });
    };
    runIo(function* (loop) {
      const make = () => new ChildRecorder(loop);
      const [transport, protocol] = yield* loop.subprocessExec(make, ["sleep", "60"]);
      try {
        expect(() => transport.sendSignal(1000)).to.throw(OSError, "EINVAL");
        process.kill = refusing("EPERM"); // as for a program that runs as somebody else
        expect(() => transport.terminate()).to.throw(PermissionError);
        process.kill = refusing("ESRCH"); // it has ended, and the loop has not seen it yet
        transport.terminate();
      } finally {
        process.kill = kill;
      }
      transport.kill();
      yield* protocol.over;
    });
  });

  it("end neither with an error nor with a wait when the child must not be killed", () => {
    const kill = process.kill;
    const loop = newPollEventLoop();
    const make = () => new ChildRecorder(loop);
    const [transport] = loop.runUntilComplete(loop.subprocessExec(make, ["sleep", "60"]));
    const outer = setWarningHook(() => {});
    process.kill = () => {
      throw Object.assign(new Error("EPERM"), { code: "EPERM", errno: -errnos.EPERM });
    };
    try {
      loop.close();
    } finally {
      process.kill = kill;
      setWarningHook(outer);
    }
    expect(transport.getReturncode()).to.equal(null);
    process.kill(transport.getPid(), "SIGKILL");
    expect(reap(transport.getPid(), { wait: true })).to.equal(-9);
  });
});
