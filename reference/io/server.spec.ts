import { expect } from "chai";
import { CancelledError, OSError, RuntimeError, ValueError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { errnos } from "./os-error.ts";
import { Socket } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { addressOf, failureOf, Recorder, receiveAll } from "./testing/recorder.ts";

const { SOCK_DGRAM, AF_INET } = constants;

describeIo("Server", () => {
  it("serves from the moment it is returned, each connection with a protocol of its own", () => {
    runIo(function* (loop) {
      const made: Recorder[] = [];
      const make = () => made[made.push(new Recorder(loop)) - 1] as Recorder;
      const server = yield* loop.createServer(make, "127.0.0.1", 0);
      expect(server.isServing()).to.equal(true);
      expect(server.getLoop()).to.equal(loop);
      const clients: Socket[] = [];
      for (const text of ["a", "b", "c"]) {
        const client = new Socket();
        yield* loop.sockConnect(client, addressOf(server));
        client.send(Buffer.from(text));
        clients.push(client);
      }
      for (const client of clients) client.close();
      while (made.length < 3) yield;
      for (const protocol of made) yield* protocol.over;
      const received = made.map((protocol) => String(protocol.received));
      expect(received).to.deep.equal(["a", "b", "c"]);
      server.close();
      yield* server.waitClosed();
    });
  });

  it("takes one host, several, or all interfaces, and a free port for 0", () => {
    runIo(
      function* (loop) {
        const make = () => new Recorder(loop);
        const several = yield* loop.createServer(make, ["127.0.0.1", "127.0.0.2", "127.0.0.1"], 0);
        const hosts = several.sockets.map((socket) => socket.getsockname()[0]);
        expect(hosts).to.deep.equal(["127.0.0.1", "127.0.0.2"]);
        expect(addressOf(several)[1]).to.be.above(0);
        several.close();
        expect(several.sockets).to.deep.equal([]);
        for (const all of ["", null]) {
          const server = yield* loop.createServer(make, all, 0);
          expect(server.sockets.map((socket) => socket.getsockname()[0])).to.include("0.0.0.0");
          server.close();
        }
      },
      { workers: true },
    );
  }).timeout(10_000);

  it("accepts nothing before it is told to, where it was asked not to", () => {
    runIo(function* (loop) {
      const options = { startServing: false };
      const server = yield* loop.createServer(() => new Recorder(loop), "127.0.0.1", 0, options);
      expect(server.isServing()).to.equal(false);
      const client = new Socket();
      expect(yield* failureOf(loop.sockConnect(client, addressOf(server)))).to.have.property(
        "errno",
        errnos.ECONNREFUSED,
      );
      client.close();
      yield* server.startServing();
      yield* server.startServing();
      expect(server.isServing()).to.equal(true);
      const second = new Socket();
      yield* loop.sockConnect(second, addressOf(server));
      second.close();
      server.close();
      expect(yield* failureOf(server.startServing())).to.be.instanceOf(RuntimeError);
      yield* server.waitClosed();
    });
  });

  it("serves until it is cancelled", () => {
    runIo(function* (loop) {
      const options = { startServing: false };
      const server = yield* loop.createServer(() => new Recorder(loop), "127.0.0.1", 0, options);
      const serving = loop.createTask(server.serveForever());
      yield;
      expect(server.isServing()).to.equal(true);
      const again = yield* failureOf(server.serveForever());
      expect(again).to.have.property("message").that.includes("already being awaited");
      serving.cancel();
      expect(yield* failureOf(serving)).to.be.instanceOf(CancelledError);
      expect(server.isServing()).to.equal(false);
      expect(server.sockets).to.deep.equal([]);
    });
  });

  it("is waited for until its last connection is over, and can end them", () => {
    runIo(function* (loop) {
      for (const end of ["closeClients", "abortClients"] as const) {
        const there = new Recorder(loop);
        const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
        const client = new Socket();
        yield* loop.sockConnect(client, addressOf(server));
        yield* there.until("made");
        const waiting = loop.createTask(server.waitClosed());
        server.close();
        yield;
        yield;
        expect(waiting.done()).to.equal(false);
        client.send(Buffer.from("still served"));
        yield* there.until("data still served");
        server[end]();
        yield* waiting;
        expect(there.events.at(-1)).to.equal("lost null");
        expect((yield* receiveAll(loop, client)).length).to.equal(0);
        client.close();
      }
    });
  });

  it("names the address that is in use, and leaves nothing open", () => {
    runIo(function* (loop) {
      const make = () => new Recorder(loop);
      const first = yield* loop.createServer(make, "127.0.0.1", 0);
      const [host, port] = addressOf(first);
      const error = yield* failureOf(loop.createServer(make, ["127.0.0.2", host], port));
      expect(error).to.be.instanceOf(OSError).with.property("errno", errnos.EADDRINUSE);
      expect((error as Error).message).to.include(`('127.0.0.1', ${port})`);
      first.close();
    });
  });

  it("passes over an address that this machine has not, unless there is no other", () => {
    const { warnings } = observeIo(function* (loop) {
      const make = () => new Recorder(loop);
      const foreign = "192.0.2.1";
      const server = yield* loop.createServer(make, [foreign, "127.0.0.1"], 0);
      expect(server.sockets).to.have.length(1);
      server.close();
      expect(yield* failureOf(loop.createServer(make, foreign, 0))).to.have.property(
        "errno",
        errnos.EADDRNOTAVAIL,
      );
    });
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.include("192.0.2.1");
  });

  it("lives on where the system has no descriptor left, and says so", () => {
    const { result, reports } = observeIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const [listening] = server.sockets as [Socket];
      const accept = listening.accept.bind(listening);
      let refusals = 1;
      listening.accept = () => {
        if (refusals-- > 0) throw new OSError("too many open files", errnos.EMFILE);
        return accept();
      };
      const client = new Socket();
      yield* loop.sockConnect(client, addressOf(server));
      const start = loop.time();
      yield* there.until("made");
      const waited = loop.time() - start;
      client.close();
      yield* there.over;
      server.close();
      return waited;
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "socket.accept() out of system resource",
    ]);
    expect(result).to.be.within(0.9, 3);
  });

  it("reports a factory that fails, closes that connection, and serves the next", () => {
    const { reports } = observeIo(function* (loop) {
      const there = new Recorder(loop);
      let made = 0;
      const server = yield* loop.createServer(
        () => {
          if (made++ === 0) throw new Error("no protocol today");
          return there;
        },
        "127.0.0.1",
        0,
      );
      for (let i = 0; i < 2; i += 1) {
        const client = new Socket();
        yield* loop.sockConnect(client, addressOf(server));
        if (i === 0) expect((yield* receiveAll(loop, client)).length).to.equal(0);
        client.close();
      }
      yield* there.over;
      server.close();
    });
    expect(reports.map(({ message }) => message)).to.deep.equal([
      "Error on transport creation for incoming connection",
    ]);
  });

  it("refuses arguments that contradict each other", () => {
    runIo(function* (loop) {
      const make = () => new Recorder(loop);
      const sock = new Socket();
      const datagram = new Socket(AF_INET, SOCK_DGRAM);
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.createServer(make), ValueError, "Neither host/port nor sock"],
        [loop.createServer(make, "127.0.0.1", 0, { sock }), ValueError, "at the same time"],
        [loop.createServer(make, null, null, { sock: datagram }), ValueError, "TCP socket"],
        [loop.createServer(make, null, null, { sock: 3 as never }), TypeError, "`3` (number)"],
        [loop.createServer(make, "127.0.0.1", -1), ValueError, "`port`"],
        [loop.createServer("make" as never, null, 0), TypeError, "`protocolFactory`"],
        [loop.createServer(make, null, 0, { ssl: {} as never }), TypeError, "`ssl`"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      for (const socket of [sock, datagram]) socket.close();
    });
  });
});
