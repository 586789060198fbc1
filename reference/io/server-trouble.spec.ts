import { closeSync } from "node:fs";
import { expect } from "chai";
import { type OSError, ValueError } from "../text/errors.ts";
import { errnos } from "./os-error.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { addressOf, failureOf, Recorder } from "./testing/recorder.ts";

describeIo("Server in trouble", () => {
  it("reports once that its socket was closed behind its back, and can be closed", () => {
    const { reports } = observeIo(function* (loop) {
      for (const close of [(socket: Socket) => closeSync(socket.fileno()), closeObject]) {
        const server = yield* loop.createServer(() => new Recorder(loop), "127.0.0.1", 0);
        close(server.sockets[0] as Socket);
        for (let polls = 0; polls < 5; polls += 1) yield;
        const [here, there] = socketPair(); // one of them has the number
        server.close();
        yield* loop.sockSendall(here, Buffer.from("open"));
        expect(String(yield* loop.sockRecv(there, 9))).to.equal("open");
        for (const socket of [here, there]) socket.close();
      }
    });
    const errors = reports.map(({ exception }) => (exception as OSError).errno);
    expect(errors).to.deep.equal([errnos.EBADF, errnos.EBADF]);
  });

  it("accepts connections where none may wait", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0, { backlog: 0 });
      const client = new Socket();
      yield* loop.sockConnect(client, addressOf(server));
      yield* there.until("made");
      client.close();
      yield* there.over;
      server.close();
    });
  });

  it("is not over while it makes the protocol of a connection, which may close it", () => {
    const { reports } = observeIo(function* (loop) {
      for (const failure of [null, new Error("no protocol")]) {
        const there = new Recorder(loop);
        const server = yield* loop.createServer(
          () => {
            server.close();
            if (failure !== null) throw failure;
            return there;
          },
          "127.0.0.1",
          0,
        );
        const waiting = loop.createTask(server.waitClosed());
        yield;
        const client = new Socket();
        yield* loop.sockConnect(client, addressOf(server));
        if (failure === null) {
          yield* there.until("made");
          for (let polls = 0; polls < 3; polls += 1) yield;
          expect(waiting.done()).to.equal(false);
        }
        client.close();
        yield* waiting;
        expect(there.over.done()).to.equal(failure === null);
      }
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "Error on transport creation for incoming connection",
    ]);
  });

  it("is closed with its loop, whoever waits for it", () => {
    const { warnings } = observeIo(function* (loop) {
      const server = yield* loop.createServer(() => new Recorder(loop), "127.0.0.1", 0);
      loop.createTask(server.serveForever());
      loop.createTask(server.waitClosed());
      yield;
    });
    expect(warnings.filter((text) => text.includes("unclosed server"))).to.have.length(1);
  });

  it("names the argument that is wrong", () => {
    runIo(function* (loop) {
      const make = () => new Recorder(loop);
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.createServer(make, null, 0, { port: 1 } as object), TypeError, "no option `port`"],
        [loop.createUnixServer(make, "p", { path: 1 } as object), TypeError, "no option `path`"],
        [loop.createConnection(make, "::1", 1, { sokc: 1 } as object), TypeError, "`sokc`"],
        [loop.createConnection(make, "::1", 1, null as never), TypeError, "to be an object"],
        [loop.createUnixConnection(make, "p", { sokc: 1 } as object), TypeError, "`sokc`"],
        [loop.connectAcceptedSocket(make, null as never, { sokc: 1 } as object), TypeError, "sokc"],
        [loop.createDatagramEndpoint(make as never, { port: 1 } as object), TypeError, "`port`"],
        [loop.createServer(make, 5 as never, 0), TypeError, "`host` to be a string, got `5`"],
        [loop.createServer(make, [5 as never], 0), TypeError, "`host` to be a string, got `5`"],
        [loop.createServer(make, "127.0.0.1", {} as never), TypeError, "`port`"],
        [loop.createServer(make, "127.0.0.1", 0, { backlog: -1 }), ValueError, "`backlog`"],
        [loop.createServer(make, "127.0.0.1", 0, { backlog: "1" as never }), TypeError, "backlog"],
        [loop.createServer(make, "127.0.0.1", 0, { family: "4" as never }), TypeError, "family"],
        [
          loop.createUnixServer(make, 5 as never),
          TypeError,
          "`path` to be text, bytes or a URL, got `5`",
        ],
        [loop.createUnixServer(make, "/tmp", { backlog: -1 }), ValueError, "`backlog`"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
    });
  });
});

function closeObject(socket: Socket): void {
  socket.close();
}
