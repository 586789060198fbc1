import { closeSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Future } from "../futures/future.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { WRITE } from "../waiting/selector.ts";
import { constants } from "./constants.ts";
import { errnos } from "./os-error.ts";
import type { PollEventLoop } from "./poll-loop.ts";
import { DatagramProtocol } from "./protocols.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

const { AF_UNIX, SOCK_DGRAM } = constants;
const LOCAL = ["127.0.0.1", 0] as const;

/** Writes down what it is told. */
class Log extends DatagramProtocol {
  readonly events: string[] = [];
  readonly over: Future<unknown>;

  constructor(loop: PollEventLoop) {
    super();
    this.over = loop.createFuture();
  }

  override errorReceived(exception: unknown): void {
    this.events.push(`error ${(exception as OSError).errno}`);
  }

  override connectionLost(exception: unknown): void {
    this.events.push("lost");
    this.over.setResult(exception);
  }
}

describeIo("DatagramTransport in trouble", () => {
  it("is lost when its descriptor is closed behind its back", () => {
    runIo(function* (loop) {
      const make = () => new Log(loop);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(make, { localAddr: LOCAL });
      closeSync((transport.getExtraInfo("socket") as Socket).fileno());
      expect(yield* protocol.over)
        .to.be.instanceOf(OSError)
        .with.property("errno", errnos.EBADF);
      expect(protocol.events).to.deep.equal(["lost"]);
    });
  });

  it("sends nothing after its end, and tells nobody of it", () => {
    runIo(function* (loop) {
      const make = () => new Log(loop);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(make, { localAddr: LOCAL });
      const own = transport.getExtraInfo("sockname") as [string, number];
      transport.abort();
      yield* protocol.over;
      transport.sendto(Buffer.from("too late"), own);
      expect(protocol.events).to.deep.equal(["lost"]);
    });
  });

  it("refuses a wrong address at once, although others wait to be sent", () => {
    runIo(function* (loop) {
      const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
      const path = join(folder, "full");
      const full = new Socket(AF_UNIX, SOCK_DGRAM);
      full.bind(path);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Log(loop), {
        family: AF_UNIX,
      });
      while (transport.getWriteBufferSize() === 0) transport.sendto(Buffer.alloc(1000), path);
      const tooLong = () => transport.sendto(Buffer.from("x"), "/".repeat(200));
      expect(tooLong).to.throw(OSError, "too long");
      transport.abort();
      yield* protocol.over;
      full.close();
      rmSync(folder, { recursive: true });
    });
  });

  it("gives up a datagram that failed, even where errorReceived() raises", () => {
    const { result, reports } = observeIo(function* (loop) {
      const [mine, sock] = socketPair(SOCK_DGRAM);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Log(loop), {
        sock,
      });
      protocol.errorReceived = () => {
        throw new Error("not prepared");
      };
      while (transport.getWriteBufferSize() === 0) transport.sendto(Buffer.alloc(1000));
      mine.close();
      transport.close();
      expect(yield* protocol.over).to.equal(null);
      return transport.getWriteBufferSize();
    });
    expect(result).to.equal(0);
    expect(reports.map(({ exception }) => String(exception))).to.deep.equal([
      "Error: not prepared",
    ]);
  });

  it("is not watched any more where errorReceived() closes it for its last datagram", () => {
    runIo(function* (loop) {
      const [mine, sock] = socketPair(SOCK_DGRAM);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Log(loop), {
        sock,
      });
      protocol.errorReceived = () => transport.close();
      while (transport.getWriteBufferSize() === 0) transport.sendto(Buffer.alloc(1000));
      mine.close();
      expect(yield* protocol.over).to.equal(null);
      expect(loop.owned.watchOf(transport.fd, WRITE)).to.equal(undefined);
    });
  });

  it("does not hold the loop where errorReceived() sends again each time", () => {
    runIo(function* (loop) {
      const [mine, sock] = socketPair(SOCK_DGRAM);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Log(loop), {
        sock,
      });
      let errors = 0;
      let seen = 0;
      protocol.errorReceived = () => {
        errors += 1;
        if (errors === 1) loop.callSoon(() => (seen = errors));
        if (errors === 100) transport.abort();
        transport.sendto(Buffer.from("again"));
      };
      while (transport.getWriteBufferSize() < 2000) transport.sendto(Buffer.alloc(1000));
      mine.close();
      expect(yield* protocol.over).to.equal(null);
      expect(seen).to.equal(2);
    });
  });

  it("tells of the loss once where resumeWriting() closes the endpoint", () => {
    runIo(function* (loop) {
      const [mine, sock] = socketPair(SOCK_DGRAM);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Log(loop), {
        sock,
      });
      protocol.resumeWriting = () => transport.close();
      transport.setWriteBufferLimits({ high: 1 });
      while (transport.getWriteBufferSize() === 0) transport.sendto(Buffer.alloc(1000));
      while (!transport.isClosing()) yield* loop.sockRecv(mine, 2000);
      yield* protocol.over;
      yield;
      expect(protocol.events).to.deep.equal(["lost"]);
      mine.close();
    });
  });

  it("takes the peer of a connected socket for its own", () => {
    runIo(function* (loop) {
      const [mine, sock] = socketPair(SOCK_DGRAM);
      const make = () => new Log(loop);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(make, { sock });
      transport.sendto(Buffer.from("no address"));
      expect(String(yield* loop.sockRecv(mine, 99))).to.equal("no address");
      expect(() => transport.sendto(Buffer.from("x"), "/other")).to.throw(ValueError, "Invalid");
      const again = yield* failureOf(loop.createDatagramEndpoint(make, { sock }));
      expect(again).to.have.property("message").that.includes("is used by transport");
      transport.close();
      yield* protocol.over;
      mine.close();
    });
  });

  it("takes over a socket file that was left behind", () => {
    runIo(function* (loop) {
      const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
      const localAddr = join(folder, "stale");
      const stale = new Socket(AF_UNIX, SOCK_DGRAM);
      stale.bind(localAddr);
      stale.close();
      const make = () => new Log(loop);
      const [transport, protocol] = yield* loop.createDatagramEndpoint(make, { localAddr });
      expect(existsSync(localAddr)).to.equal(true);
      transport.close();
      yield* protocol.over;
      rmSync(folder, { recursive: true });
    });
  });
});
