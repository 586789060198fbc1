import { closeSync } from "node:fs";
import { expect } from "chai";
import { OSError } from "../text/errors.ts";
import { errnos } from "./os-error.ts";
import { Socket, socketPair } from "./socket.ts";
import type { SocketTransport } from "./socket-transport.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { addressOf, Recorder, receiveAll } from "./testing/recorder.ts";

describeIo("DescriptorTransport", () => {
  for (const end of ["close", "abort"] as const) {
    it(`tells of the loss once where resumeWriting() calls ${end}()`, () => {
      runIo(function* (loop) {
        const [peer, sock] = socketPair();
        const make = () => new Recorder(loop);
        const [transport, protocol] = yield* loop.createConnection(make, null, null, { sock });
        protocol.resumeWriting = () => transport[end]();
        transport.setWriteBufferLimits({ high: 0 });
        transport.write(Buffer.alloc(1 << 20));
        expect((yield* receiveAll(loop, peer)).length).to.equal(1 << 20);
        peer.close();
        yield* protocol.over;
        yield;
        expect(protocol.events).to.deep.equal(["made", "pause", "lost null"]);
      });
    });
  }

  it("names the method of the protocol that failed, and lives on", () => {
    const { reports } = observeIo(function* (loop) {
      const [peer, sock] = socketPair();
      const protocol = new Recorder(loop);
      const { connectionLost } = protocol;
      protocol.connectionMade = () => {
        throw new Error("unprepared");
      };
      protocol.connectionLost = (exception) => {
        connectionLost.call(protocol, exception);
        throw new Error("forsaken");
      };
      yield* loop.createConnection(() => protocol, null, null, { sock });
      peer.send(Buffer.from("still received"));
      peer.close();
      expect(yield* protocol.over).to.equal(null);
      expect(protocol.events).to.deep.equal(["data still received", "eof", "lost null"]);
      expect(sock.fileno()).to.equal(-1);
    });
    expect(reports.map(({ message, exception }) => `${message}: ${exception}`)).to.deep.equal([
      "Exception in callback connectionMade(): Error: unprepared",
      "Exception in callback connectionLost(): Error: forsaken",
    ]);
  });

  it("is told when its descriptor was closed behind its back and the number is another's", () => {
    runIo(function* (loop) {
      const [theirs, sock] = socketPair();
      const young = new Recorder(loop);
      const server = yield* loop.createServer(() => young, "127.0.0.1", 0);
      const client = new Socket();
      const make = () => new Recorder(loop);
      const [stale, old] = yield* loop.createConnection(make, null, null, { sock });
      const { fd } = stale as SocketTransport;
      const connecting = loop.createTask(loop.sockConnect(client, addressOf(server)));
      yield; // the connection waits to be accepted
      closeSync(fd);
      yield* young.until("made");
      expect(young.transport.fd, "the system gives the lowest number").to.equal(fd);
      expect(yield* old.over)
        .to.be.instanceOf(OSError)
        .with.property("errno", errnos.EBADF);
      yield* connecting;
      client.send(Buffer.from("still served"));
      yield* young.until("data still served");
      for (const socket of [client, theirs]) socket.close();
      yield* young.over;
      server.close();
    });
  });
});
