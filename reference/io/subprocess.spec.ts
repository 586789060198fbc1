import { expect } from "chai";
import { setWarningHook } from "../warnings.ts";
import { ProcessLookupError } from "./os-error.ts";
import { newPollEventLoop } from "./poll-loop.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";
import { ChildRecorder } from "./testing/child-watcher.ts";
import { describeIo, runIo } from "./testing/real-io.ts";

describeIo("subprocessExec() and subprocessShell()", () => {
  it("connect all three pipes, and tell of output, exit and loss", () => {
    runIo(function* (loop) {
      const [transport, protocol] = yield* loop.subprocessShell(
        () => new ChildRecorder(loop),
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
});
