import { expect } from "chai";
import type { Coroutine } from "../futures/coroutine.ts";
import { gather } from "../futures/gather.ts";
import { CancelledError, OSError, ValueError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { BrokenPipeError, ConnectionRefusedError, errnos, osError } from "./os-error.ts";
import type { PollEventLoop } from "./poll-loop.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, hasIpv6, runIo } from "./testing/real-io.ts";
import { failureOf, receiveAll } from "./testing/recorder.ts";

const { AF_INET, AF_INET6, SOCK_DGRAM, SOCK_STREAM } = constants;

function* connectedOver(
  loop: PollEventLoop,
  family: number,
  host: string,
): Coroutine<[here: Socket, there: Socket]> {
  const listening = new Socket(family, SOCK_STREAM);
  listening.bind([host, 0]);
  listening.listen();
  const here = new Socket(family, SOCK_STREAM);
  const address = listening.getsockname();
  const [[there, peer]] = yield* gather([
    loop.sockAccept(listening),
    loop.sockConnect(here, address),
  ]);
  expect(peer).to.deep.equal(here.getsockname());
  expect(here.getpeername()).to.deep.equal(address);
  listening.close();
  return [here, there];
}

describeIo("socket operations of the loop", () => {
  for (const [name, family, host] of [
    ["IPv4", AF_INET, "127.0.0.1"],
    ["IPv6", AF_INET6, "::1"],
  ] as const) {
    it(`connect, accept, send and receive over ${name}`, function () {
      if (family === AF_INET6 && !hasIpv6()) this.skip(); // this machine has no IPv6
      runIo(function* (loop) {
        const [here, there] = yield* connectedOver(loop, family, host);
        const waiting = loop.createTask(loop.sockRecv(there, 100));
        yield; // it waits
        yield* loop.sockSendall(here, Buffer.from("ping"));
        expect(String(yield* waiting)).to.equal("ping");
        const buffer = Buffer.alloc(2);
        yield* loop.sockSendall(there, Buffer.from("pong"));
        expect(yield* loop.sockRecvInto(here, buffer)).to.equal(2);
        expect(String(buffer)).to.equal("po");
        there.close();
        expect(String(yield* loop.sockRecv(here, 9))).to.equal("ng");
        expect((yield* loop.sockRecv(here, 9)).length).to.equal(0);
        here.close();
      });
    });
  }

  it("send everything to a slow reader", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const data = Buffer.alloc(8 << 20, "0123456789");
      const sending = loop.createTask(loop.sockSendall(here, data));
      sending.addDoneCallback(() => here.close());
      expect((yield* receiveAll(loop, there)).equals(data)).to.equal(true);
      expect(yield* sending).to.equal(undefined);
      there.close();
    });
  });

  it("send and receive datagrams, each with where it came from", () => {
    runIo(function* (loop) {
      const [a, b] = [new Socket(AF_INET, SOCK_DGRAM), new Socket(AF_INET, SOCK_DGRAM)];
      for (const socket of [a, b]) socket.bind(["127.0.0.1", 0]);
      const waiting = loop.createTask(loop.sockRecvfrom(b, 3));
      yield;
      expect(yield* loop.sockSendto(a, Buffer.from("hello"), b.getsockname())).to.equal(5);
      const [data, from] = yield* waiting;
      expect([String(data), from]).to.deep.equal(["hel", a.getsockname()]);
      yield* loop.sockSendto(a, Buffer.from("again"), b.getsockname());
      const buffer = Buffer.alloc(8, ".");
      expect(yield* loop.sockRecvfromInto(b, buffer, 2)).to.deep.equal([2, a.getsockname()]);
      expect(String(buffer)).to.equal("ag......");
      for (const socket of [a, b]) socket.close();
    });
  });

  it("raise the system's errors", () => {
    runIo(function* (loop) {
      const free = new Socket();
      free.bind(["127.0.0.1", 0]);
      const address = free.getsockname();
      free.close();
      const socket = new Socket();
      const refused = yield* failureOf(loop.sockConnect(socket, address));
      expect(refused).to.be.instanceOf(ConnectionRefusedError);
      expect(refused).to.have.property("errno", errnos.ECONNREFUSED);
      expect((refused as Error).message).to.include(`('127.0.0.1', ${address[1]})`);
      socket.close();
      const closed = yield* failureOf(loop.sockRecv(socket, 1));
      expect(closed).to.be.instanceOf(OSError).with.property("errno", errnos.EBADF);
      const [here, there] = socketPair();
      there.close();
      const broken = yield* failureOf(loop.sockSendall(here, Buffer.alloc(1)));
      expect(broken).to.be.instanceOf(BrokenPipeError);
      here.close();
    });
  });

  it("give a waiting receiver the error of a socket that was closed behind its back", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const waiting = loop.createTask(loop.sockRecv(here, 1));
      yield;
      here.close();
      const error = yield* failureOf(waiting);
      expect(error).to.be.instanceOf(OSError).with.property("errno", errnos.EBADF);
      there.close();
    });
  });

  it("leave the socket alone when they are cancelled", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const waiting = loop.createTask(loop.sockRecv(here, 9));
      yield;
      waiting.cancel();
      expect(yield* failureOf(waiting)).to.be.instanceOf(CancelledError);
      expect(loop.removeReader(here)).to.equal(false);
      there.send(Buffer.from("kept"));
      expect(String(yield* loop.sockRecv(here, 9))).to.equal("kept");
      for (const socket of [here, there]) socket.close();
    });
  });

  it("take nothing from whoever waits for the socket after they were cancelled", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const first = loop.createTask(loop.sockRecv(here, 9));
      yield;
      first.cancel();
      loop.callLater(0, () => there.send(Buffer.from("for the second")));
      // At once: the first one learns of its end when this one waits already.
      expect(String(yield* loop.sockRecv(here, 99))).to.equal("for the second");
      expect(first.cancelled()).to.equal(true);
      for (const socket of [here, there]) socket.close();
    });
  });

  it("go on with a connection that was begun by one that was cancelled", () => {
    runIo(function* (loop) {
      const listening = new Socket();
      listening.bind(["127.0.0.1", 0]);
      listening.listen();
      const address = listening.getsockname();
      const here = new Socket();
      const connecting = loop.createTask(loop.sockConnect(here, address));
      yield; // it waits for the answer
      connecting.cancel();
      here.connect = () => {
        throw osError(errnos.EALREADY, "connecting"); // as to a peer that is farther away
      };
      yield* loop.sockConnect(here, address);
      expect(here.getpeername()).to.deep.equal(address);
      for (const socket of [here, listening]) socket.close();
    });
  });

  it("name the argument that is wrong", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const tcp = new Socket();
      const wrong: [Coroutine<unknown>, unknown, string][] = [
        [
          loop.sockRecv(3 as never, 1),
          TypeError,
          "Expected `sock` to be a Socket, got `3` (number)",
        ],
        [loop.sockRecv(here, -1), ValueError, "Expected `size` to be an integer >= 0, got `-1`"],
        [loop.sockRecv(here, "1" as never), TypeError, "got `1` (string)"],
        [loop.sockSendall(here, "a" as never), TypeError, "Expected `data` to be bytes"],
        [loop.sockConnect(tcp, ["127.0.0.1", 70000]), ValueError, "`port`"],
        [loop.sockRecvfromInto(here, Buffer.alloc(2), 3), ValueError, "to be at most 2, got `3`"],
        [loop.sockConnect(tcp, [1, 1] as never), TypeError, "`host` to be a string"],
        [loop.sockConnect(tcp, ["::1\0", 1]), ValueError, "without NUL"],
        [loop.sockConnect(tcp, "path"), TypeError, "to be [host, port], got `path`"],
      ];
      for (const [operation, kind, text] of wrong) {
        const error = yield* failureOf(operation);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      for (const socket of [here, there, tcp]) socket.close();
    });
  });
});
