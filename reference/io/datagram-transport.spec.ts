import { expect } from "chai";
import type { Future } from "../futures/future.ts";
import { ValueError } from "../text/errors.ts";
import type { SocketAddress } from "./address.ts";
import { constants } from "./constants.ts";
import { ConnectionRefusedError } from "./os-error.ts";
import type { PollEventLoop } from "./poll-loop.ts";
import { DatagramProtocol } from "./protocols.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

const { AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_BROADCAST, SO_REUSEPORT } = constants;
const LOCAL = ["127.0.0.1", 0] as const;

class Mailbox extends DatagramProtocol {
  readonly over: Future<unknown>;
  readonly errors: unknown[] = [];
  private readonly arrived: [string, SocketAddress][] = [];
  private readonly loop: PollEventLoop;
  private waiter: Future<void> | null = null;

  constructor(loop: PollEventLoop) {
    super();
    this.loop = loop;
    this.over = loop.createFuture();
  }

  *next() {
    while (this.arrived.length === 0 && this.errors.length === 0) {
      this.waiter = this.loop.createFuture<void>();
      yield* this.waiter;
    }
    return this.arrived.shift();
  }

  override datagramReceived(data: Buffer, address: SocketAddress): void {
    this.arrived.push([String(data), address]);
    this.waiter?.setResult();
    this.waiter = null;
  }

  override errorReceived(exception: unknown): void {
    this.errors.push(exception);
    this.waiter?.setResult();
    this.waiter = null;
  }

  override connectionLost(exception: unknown): void {
    this.over.setResult(exception);
  }
}

describeIo("createDatagramEndpoint()", () => {
  it("exchanges datagrams between an endpoint with a peer and one without", () => {
    runIo(function* (loop) {
      const make = () => new Mailbox(loop);
      const [server, there] = yield* loop.createDatagramEndpoint(make, { localAddr: LOCAL });
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      const [client, here] = yield* loop.createDatagramEndpoint(make, { remoteAddr });
      expect(client.getExtraInfo("peername")).to.deep.equal(remoteAddr);
      for (const text of ["one", "", "three"]) client.sendto(Buffer.from(text));
      client.sendto(Buffer.from("four"), remoteAddr);
      const own = client.getExtraInfo("sockname") as SocketAddress;
      for (const text of ["one", "", "three", "four"]) {
        expect(yield* there.next()).to.deep.equal([text, own]);
      }
      server.sendto(Buffer.from("answer"), own);
      expect(yield* here.next()).to.deep.equal(["answer", remoteAddr]);
      expect(() => server.sendto(Buffer.from("whither"))).to.throw(ValueError, "`address`");
      expect(() => client.sendto(Buffer.from("astray"), ["127.0.0.1", 1])).to.throw(
        ValueError,
        "Invalid address: must be null or",
      );
      for (const transport of [server, client]) transport.close();
      expect(yield* here.over).to.equal(null);
      expect(yield* there.over).to.equal(null);
    });
  });

  it("tells the protocol that nobody listens, and goes on", () => {
    runIo(function* (loop) {
      const silent = new Socket(AF_INET, SOCK_DGRAM);
      silent.bind(LOCAL);
      const remoteAddr = silent.getsockname();
      silent.close();
      const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Mailbox(loop), {
        remoteAddr,
      });
      transport.sendto(Buffer.from("anybody?"));
      yield* protocol.next();
      expect(protocol.errors[0]).to.be.instanceOf(ConnectionRefusedError);
      expect(transport.isClosing()).to.equal(false);
      transport.close();
      yield* protocol.over;
    });
  });

  it("keeps datagrams that the system does not take, and asks for a pause", () => {
    runIo(function* (loop) {
      const [mine, theirs] = socketPair(SOCK_DGRAM);
      const protocol = new Mailbox(loop);
      const calls: string[] = [];
      protocol.pauseWriting = () => calls.push("pause");
      protocol.resumeWriting = () => calls.push("resume");
      const [transport] = yield* loop.createDatagramEndpoint(() => protocol, { sock: theirs });
      transport.setWriteBufferLimits({ high: 5000 });
      for (let i = 0; i < 2000; i += 1) transport.sendto(Buffer.alloc(1000, String(i % 10)), "");
      expect(transport.getWriteBufferSize()).to.be.above(5000);
      expect(calls).to.deep.equal(["pause"]);
      transport.close();
      let count = 0;
      for (; count < 2000; count += 1) {
        const datagram = yield* loop.sockRecv(mine, 2000);
        expect(String(datagram.subarray(0, 2))).to.equal(String(count % 10).repeat(2));
      }
      expect(calls).to.deep.equal(["pause", "resume"]);
      yield* protocol.over;
      mine.close();
    });
  });

  it("sets the options that were asked for", () => {
    runIo(function* (loop) {
      const options = { localAddr: LOCAL, reusePort: true, allowBroadcast: true };
      const [transport, protocol] = yield* loop.createDatagramEndpoint(
        () => new Mailbox(loop),
        options,
      );
      const socket = transport.getExtraInfo("socket") as Socket;
      for (const option of [SO_REUSEPORT, SO_BROADCAST]) {
        expect(socket.getsockopt(SOL_SOCKET, option)).to.not.equal(0);
      }
      transport.abort();
      expect(yield* protocol.over).to.equal(null);
    });
  });

  it("reports an error of datagramReceived() and ends the endpoint", () => {
    const { reports } = observeIo(function* (loop) {
      const protocol = new Mailbox(loop);
      protocol.datagramReceived = () => {
        throw new Error("unreadable");
      };
      const [mine, theirs] = socketPair(SOCK_DGRAM);
      yield* loop.createDatagramEndpoint(() => protocol, { sock: theirs });
      mine.send(Buffer.from("?"));
      expect(yield* protocol.over).to.have.property("message", "unreadable");
      mine.close();
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "Fatal error: protocol.datagramReceived() call failed.",
    ]);
  });

  it("refuses arguments that contradict each other", () => {
    runIo(function* (loop) {
      const make = () => new Mailbox(loop);
      const sock = new Socket(AF_INET, SOCK_DGRAM);
      const stream = new Socket();
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.createDatagramEndpoint(make), ValueError, "unexpected address family"],
        [loop.createDatagramEndpoint(make, { sock: stream }), ValueError, "datagram socket"],
        [loop.createDatagramEndpoint(make, { sock, localAddr: LOCAL }), ValueError, "localAddr"],
        [loop.createDatagramEndpoint(make, { localAddr: 3 as never }), TypeError, "[host, port]"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      for (const socket of [sock, stream]) socket.close();
    });
  });
});
