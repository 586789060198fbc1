import { expect } from "chai";
import type { Future } from "../futures/future.ts";
import { pipe } from "./descriptors.ts";
import type { PollEventLoop } from "./poll-loop.ts";
import { BufferedProtocol } from "./protocols.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { Recorder } from "./testing/recorder.ts";

/** Receives into memory of five bytes, again and again. */
class Five extends BufferedProtocol {
  readonly events: string[] = [];
  readonly over: Future<unknown>;
  readonly buffer = Buffer.alloc(5);

  constructor(loop: PollEventLoop) {
    super();
    this.over = loop.createFuture();
  }

  override getBuffer(sizehint: number): Uint8Array {
    expect(sizehint).to.equal(-1);
    return this.buffer;
  }

  override bufferUpdated(count: number): void {
    this.events.push(String(this.buffer.subarray(0, count)));
  }

  override eofReceived(): void {
    this.events.push("eof");
  }

  override connectionLost(exception: unknown): void {
    this.over.setResult(exception);
  }
}

describeIo("ReadingTransport", () => {
  it("receives into the memory of a BufferedProtocol", () => {
    runIo(function* (loop) {
      const [peer, sock] = socketPair();
      const make = () => new Five(loop);
      const [, protocol] = yield* loop.createConnection(make, null, null, { sock });
      peer.send(Buffer.from("one two three"));
      peer.close();
      expect(yield* protocol.over).to.equal(null);
      expect(protocol.events).to.deep.equal(["one t", "wo th", "ree", "eof"]);
      const [reader, writer] = pipe();
      const [, second] = yield* loop.connectReadPipe(make, reader);
      const end = new Socket(0, 0, 0, writer);
      end.send(Buffer.from("piped"));
      end.close();
      yield* second.over;
      expect(second.events.slice(0, 1)).to.deep.equal(["piped"]);
    });
  });

  it("goes on with the protocol that it was given meanwhile", () => {
    runIo(function* (loop) {
      const [peer, sock] = socketPair();
      const first = new Recorder(loop);
      const [transport] = yield* loop.createConnection(() => first, null, null, { sock });
      const second = new Five(loop);
      first.dataReceived = () => transport.setProtocol(second);
      peer.send(Buffer.from("for the first"));
      while (transport.getProtocol() === first) yield;
      peer.send(Buffer.from("two"));
      peer.close();
      yield* second.over;
      expect(first.events).to.deep.equal(["made"]);
      expect(second.events).to.deep.equal(["two", "eof"]);
    });
  });

  it("ends the connection for an error of its protocol, or memory that is none", () => {
    const raise = () => {
      throw new Error("no memory");
    };
    const faults: [object, string][] = [
      [{ getBuffer: raise }, "no memory"],
      [{ getBuffer: () => Buffer.alloc(0) }, "getBuffer() returned an empty buffer"],
      [{ getBuffer: () => "text" }, "Expected `buffer` to be bytes (a Uint8Array), got `text`"],
      [{ bufferUpdated: raise }, "no memory"],
    ];
    const { reports } = observeIo(function* (loop) {
      for (const [fault, message] of faults) {
        const [peer, sock] = socketPair();
        const protocol = Object.assign(new Five(loop), fault);
        yield* loop.createConnection(() => protocol, null, null, { sock });
        peer.send(Buffer.from("x"));
        expect(yield* protocol.over)
          .to.have.property("message")
          .that.includes(message);
        peer.close();
      }
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      ...Array(3).fill("Fatal error: protocol.getBuffer() call failed."),
      "Fatal error: protocol.bufferUpdated() call failed.",
    ]);
  });
});
