import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Coroutine } from "../futures/coroutine.ts";
import { gather } from "../futures/gather.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { run } from "../policy/runner.ts";
import { NotImplementedError } from "../text/errors.ts";
import { VirtualSelector } from "../waiting/virtual.ts";
import { ConnectionResetError } from "./os-error.ts";
import { newPollEventLoop } from "./poll-loop.ts";
import { createSubprocessExec } from "./process.ts";
import type { StreamReader } from "./stream-reader.ts";
import type { StreamWriter } from "./stream-writer.ts";
import { openConnection, openUnixConnection, startServer, startUnixServer } from "./streams.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { addressOf, failureOf, Recorder } from "./testing/recorder.ts";

function* upperCase(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (;;) {
    const line = yield* reader.readline();
    if (line.length === 0) break;
    writer.write(Buffer.from(String(line).toUpperCase()));
    yield* writer.drain();
  }
  writer.close();
  yield* writer.waitClosed();
}

describeIo("streams", () => {
  it("talk over TCP", () => {
    runIo(function* () {
      const server = yield* startServer(upperCase, "127.0.0.1", 0);
      const talk = function* (text: string): Coroutine<string> {
        const [reader, writer] = yield* openConnection(...addressOf(server));
        expect(writer.getExtraInfo("peername")).to.deep.equal(addressOf(server));
        writer.writelines([Buffer.from(text), Buffer.from("\nlast")]);
        expect(writer.canWriteEof()).to.equal(true);
        writer.writeEof();
        const answer = yield* reader.read();
        writer.close();
        expect(writer.isClosing()).to.equal(true);
        yield* writer.waitClosed();
        return String(answer);
      };
      const answers = yield* gather([talk("one"), talk("two")]);
      expect(answers).to.deep.equal(["ONE\nLAST", "TWO\nLAST"]);
      server.close();
      yield* server.waitClosed();
    });
  });

  it("talk over a Unix socket", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    const path = join(folder, "socket");
    runIo(function* () {
      const server = yield* startUnixServer(upperCase, path);
      const [reader, writer] = yield* openUnixConnection(path);
      writer.write(Buffer.from("hello\n"));
      expect(String(yield* reader.readline())).to.equal("HELLO\n");
      writer.close();
      yield* writer.waitClosed();
      server.close();
      yield* server.waitClosed();
    });
    rmSync(folder, { recursive: true });
  });

  it("have a writer wait for a slow reader", () => {
    runIo(function* () {
      const size = 32 << 20;
      const waited: number[] = [];
      const server = yield* startServer(
        function* (_, writer) {
          for (let sent = 0; sent < size; sent += 1 << 20) {
            writer.write(Buffer.alloc(1 << 20));
            yield* writer.drain();
            waited.push(
              (writer.transport as { getWriteBufferSize(): number }).getWriteBufferSize(),
            );
          }
          writer.close();
        },
        "127.0.0.1",
        0,
      );
      const [reader, writer] = yield* openConnection(...addressOf(server));
      let received = 0;
      while (!reader.atEof()) received += (yield* reader.read(1 << 20)).length;
      expect(received).to.equal(size);
      expect(Math.max(...waited)).to.be.at.most(64 * 1024);
      writer.close();
      yield* writer.waitClosed();
      server.close();
      yield* server.waitClosed();
    });
  });

  it("raise the error of a connection that was reset, in reader and writer", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const [reader, writer] = yield* openConnection(...addressOf(server));
      yield* there.until("made");
      there.transport.pauseReading();
      writer.write(Buffer.from("never read"));
      there.transport.abort(); // to close with unread data resets the connection
      for (const attempt of [reader.readexactly(1), writer.drain(), writer.waitClosed()]) {
        expect(yield* failureOf(attempt)).to.be.instanceOf(ConnectionResetError);
      }
      writer.close();
      server.close();
      yield* server.waitClosed();
    });
  });

  it("report an error of a server's coroutine, and close its connection", () => {
    const { reports } = observeIo(function* () {
      const server = yield* startServer(
        function* () {
          yield;
          throw new Error("cannot serve");
        },
        "127.0.0.1",
        0,
      );
      const [reader, writer] = yield* openConnection(...addressOf(server));
      expect((yield* reader.read()).length).to.equal(0);
      writer.close();
      yield* writer.waitClosed();
      server.close();
      yield* server.waitClosed();
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "Unhandled exception in client_connected_cb",
    ]);
  });

  it("work with run()", () => {
    function* main(): Coroutine<string> {
      const server = yield* startServer(upperCase, "127.0.0.1", 0);
      const [reader, writer] = yield* openConnection(...addressOf(server));
      writer.write(Buffer.from("x\n"));
      const answer = String(yield* reader.readline());
      writer.close();
      yield* writer.waitClosed();
      server.close();
      yield* server.waitClosed();
      return answer;
    }
    expect(run(main(), { loopFactory: newPollEventLoop })).to.equal("X\n");
  });
});

describe("streams without descriptors", () => {
  it("say which loop they need", () => {
    const loop = new EventLoop(new VirtualSelector());
    for (const attempt of [openConnection("127.0.0.1", 1), createSubprocessExec("true")]) {
      expect(() => loop.runUntilComplete(attempt as Coroutine<unknown>)).to.throw(
        NotImplementedError,
        "newPollEventLoop",
      );
    }
  });
});
