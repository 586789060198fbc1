import { closeSync } from "node:fs";
import { expect } from "chai";
import type { Coroutine } from "../futures/coroutine.ts";
import { KeyboardInterrupt, OSError } from "../text/errors.ts";
import { setWarningHook } from "../text/warnings.ts";
import { ConnectionResetError, errnos } from "./os-error.ts";
import { newPollEventLoop, type PollEventLoop } from "./poll-loop.ts";
import { type Socket, socketPair } from "./socket.ts";
import type { SocketTransport } from "./socket-transport.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { addressOf, Recorder, receiveAll } from "./testing/recorder.ts";

function* pair(loop: PollEventLoop): Coroutine<[Socket, SocketTransport, Recorder]> {
  const [mine, theirs] = socketPair();
  const [transport, protocol] = yield* loop.createConnection(() => new Recorder(loop), null, null, {
    sock: theirs,
  });
  return [mine, transport as SocketTransport, protocol];
}

describeIo("SocketTransport", () => {
  it("tells the protocol of connection, data, end and loss, in this order, each once", () => {
    const events = runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      expect(protocol.events).to.deep.equal(["made"]);
      peer.send(Buffer.from("one"));
      yield* protocol.until("data one");
      peer.send(Buffer.from("two"));
      peer.close();
      yield* protocol.over;
      transport.close();
      transport.abort();
      transport.write(Buffer.from("too late"));
      yield;
      return protocol.events;
    });
    expect(events).to.deep.equal(["made", "data one", "data two", "eof", "lost null"]);
  });

  it("goes on writing after the peer has finished, where the protocol wants it", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      protocol.stayOpen = true;
      peer.shutdown(1);
      yield* protocol.until("eof");
      expect(protocol.events).to.deep.equal(["made", "eof"]);
      transport.write(Buffer.from("answer"));
      expect(String(yield* loop.sockRecv(peer, 99))).to.equal("answer");
      transport.close();
      expect((yield* loop.sockRecv(peer, 99)).length).to.equal(0);
      peer.close();
      expect(yield* protocol.over).to.equal(null);
    });
  });

  it("sends what is buffered before writeEof() and close() take effect", () => {
    const big = Buffer.alloc(3_000_000, "x");
    runIo(function* (loop) {
      for (const end of ["writeEof", "close"] as const) {
        const [peer, transport, protocol] = yield* pair(loop);
        protocol.stayOpen = true;
        transport.write(big);
        transport.write(Buffer.from("tail"));
        transport[end]();
        const received = yield* receiveAll(loop, peer);
        expect(received.equals(Buffer.concat([big, Buffer.from("tail")])), end).to.equal(true);
        if (end === "writeEof") {
          expect(() => transport.write(big)).to.throw("Cannot call write() after writeEof()");
          peer.send(Buffer.from("still heard"));
          yield* protocol.until("data still heard");
        }
        peer.close();
        transport.close();
        yield* protocol.over;
      }
    });
  });

  it("asks the protocol to pause above the upper limit and to go on below the lower", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      expect(transport.getWriteBufferLimits()).to.deep.equal([16384, 65536]);
      expect(() => transport.setWriteBufferLimits({ high: 1, low: 2 })).to.throw("high >= low");
      transport.setWriteBufferLimits({ high: 1000 });
      expect(transport.getWriteBufferLimits()).to.deep.equal([250, 1000]);
      transport.write(Buffer.alloc(1 << 22));
      expect(protocol.events).to.deep.equal(["made", "pause"]);
      expect(transport.getWriteBufferSize()).to.be.above(1000);
      while (transport.getWriteBufferSize() > 0) yield* loop.sockRecv(peer, 1 << 20);
      expect(protocol.events).to.deep.equal(["made", "pause", "resume"]);
      transport.abort();
      peer.close();
      yield* protocol.over;
    });
  });

  it("may have its memory used again by the writer", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      const data = Buffer.alloc(1 << 22, "a");
      transport.write(data);
      data.fill("b");
      transport.close();
      expect((yield* receiveAll(loop, peer)).equals(Buffer.alloc(1 << 22, "a"))).to.equal(true);
      peer.close();
      yield* protocol.over;
    });
  });

  it("receives nothing while reading is paused", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      transport.pauseReading();
      expect(transport.isReading()).to.equal(false);
      peer.send(Buffer.from("patience"));
      for (let polls = 0; polls < 3; polls += 1) yield;
      expect(protocol.events).to.deep.equal(["made"]);
      transport.resumeReading();
      yield* protocol.until("data patience");
      peer.close();
      yield* protocol.over;
    });
  });

  it("loses what is buffered in abort()", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      transport.write(Buffer.alloc(1 << 22));
      transport.abort();
      expect(transport.isClosing()).to.equal(true);
      expect(transport.getWriteBufferSize()).to.equal(0);
      expect(yield* protocol.over).to.equal(null);
      peer.close();
    });
  });

  it("loses the connection with the system's error when the peer resets it", () => {
    const { result, reports } = observeIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const [host, port] = addressOf(server);
      const here = new Recorder(loop);
      const [transport] = yield* loop.createConnection(() => here, host, port);
      yield* there.until("made");
      transport.pauseReading();
      there.transport.write(Buffer.from("never read"));
      transport.abort(); // to close with unread data resets the connection
      server.close();
      return yield* there.over;
    });
    expect(result).to.be.instanceOf(ConnectionResetError).with.property("errno", errnos.ECONNRESET);
    expect(reports).to.deep.equal([]); // a peer's behaviour is no fault of the program
  });

  it("loses the connection when its descriptor is closed behind its back", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      const [other, , another] = yield* pair(loop);
      closeSync(transport.fd);
      expect(yield* protocol.over)
        .to.be.instanceOf(OSError)
        .with.property("errno", errnos.EBADF);
      other.send(Buffer.from("still served"));
      yield* another.until("data still served");
      for (const socket of [peer, other]) socket.close();
      yield* another.over;
    });
  });

  it("reports an error of dataReceived(), ends that connection, and the loop lives on", () => {
    const { result, reports } = observeIo(function* (loop) {
      const [peer, , protocol] = yield* pair(loop);
      protocol.dataReceived = () => {
        throw new Error("cannot parse");
      };
      peer.send(Buffer.from("?"));
      const exception = yield* protocol.over;
      peer.close();
      return exception;
    });
    expect(result).to.have.property("message", "cannot parse");
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "Fatal error: protocol.dataReceived() call failed.",
    ]);
    expect(reports[0]).to.include.keys("exception", "transport", "protocol");
  });

  it("lets an interrupt in dataReceived() leave the run", () => {
    expect(() =>
      observeIo(function* (loop) {
        const [peer, , protocol] = yield* pair(loop);
        protocol.dataReceived = () => {
          throw new KeyboardInterrupt();
        };
        peer.send(Buffer.from("^C"));
        peer.close();
        yield* protocol.over;
      }),
    ).to.throw(KeyboardInterrupt);
  });

  it("reports an error of pauseWriting() and goes on", () => {
    const { reports } = observeIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      protocol.pauseWriting = () => {
        throw new Error("not now");
      };
      transport.write(Buffer.alloc(1 << 22));
      transport.abort();
      peer.close();
      yield* protocol.over;
    });
    expect(reports.map(({ message }) => message)).to.deep.equal(["protocol.pauseWriting() failed"]);
  });

  it("knows its socket and addresses, and keeps others from watching its descriptor", () => {
    runIo(function* (loop) {
      const [peer, transport, protocol] = yield* pair(loop);
      const socket = transport.getExtraInfo("socket") as Socket;
      expect(transport.getExtraInfo("peername")).to.equal("");
      expect(transport.getExtraInfo("nothing", "fallback")).to.equal("fallback");
      expect(() => loop.addReader(socket, () => {})).to.throw("is used by transport");
      expect(() => loop.removeWriter(socket.fileno())).to.throw("is used by transport");
      expect(() => transport.write("text" as never)).to.throw(
        TypeError,
        "Expected `data` to be bytes (a Uint8Array), got `text` (string)",
      );
      transport.close();
      yield* protocol.over;
      expect(socket.fileno()).to.equal(-1);
      peer.close();
    });
  });

  it("is closed with its loop, with a warning", () => {
    const warnings: string[] = [];
    const outer = setWarningHook((category, message) => warnings.push(category.name + message));
    const loop = newPollEventLoop();
    const [peer, transport] = loop.runUntilComplete(pair(loop));
    loop.close();
    setWarningHook(outer);
    expect(peer.recv(1).length).to.equal(0);
    peer.close();
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(
      /^ResourceWarningunclosed transport <SocketTransport fd=\d+ open>/,
    );
    expect(transport.isClosing()).to.equal(true);
  });
});
