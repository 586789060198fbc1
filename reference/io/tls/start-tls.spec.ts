import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { AUTHORITY, CERTIFICATES } from "../../../conformance/language/certificates.ts";
import type { Coroutine } from "../../futures/coroutine.ts";
import {
  NotImplementedError,
  OSError,
  RuntimeError,
  TimeoutError,
  ValueError,
} from "../../text/errors.ts";
import { SendfileNotAvailableError } from "../os-error.ts";
import type { PollEventLoop } from "../poll-loop.ts";
import type { Server } from "../server.ts";
import { Socket } from "../socket.ts";
import type { StreamTransport } from "../stream-transport.ts";
import { describeIo, observeIo, runIo } from "../testing/real-io.ts";
import { addressOf, failureOf, Recorder } from "../testing/recorder.ts";
import { TlsContext } from "./tls-context.ts";
import { TlsTransport } from "./tls-transport.ts";

const serving = () => new TlsContext("server", { certificate: CERTIFICATES.server });
const trusting = () => new TlsContext("client", { trusted: AUTHORITY });
const named = { serverHostname: "server.test" };

interface Both {
  readonly server: Server;
  readonly there: Recorder;
  readonly here: Recorder;
  readonly transport: StreamTransport;
}

/** A server and a client of one loop, encrypted from the start. */
function* connected(loop: PollEventLoop): Coroutine<Both> {
  const there = new Recorder(loop);
  const server = yield* loop.createServer(() => there, "127.0.0.1", 0, { ssl: serving() });
  const options = { ssl: trusting(), ...named };
  const make = () => new Recorder(loop);
  const [transport, here] = yield* loop.createConnection(make, ...addressOf(server), options);
  yield* there.until("made");
  return { server, there, here, transport };
}

function* end({ server, here, there, transport }: Both): Coroutine<void> {
  transport.close();
  expect([yield* here.over, yield* there.over]).to.deep.equal([null, null]);
  server.close();
  yield* server.waitClosed();
}

describeIo("connections over TLS", () => {
  it("carry data both ways, and end in order on both ends", () => {
    runIo(function* (loop) {
      const both = yield* connected(loop);
      const { here, there, transport } = both;
      expect(transport).to.be.instanceOf(TlsTransport);
      transport.writelines([Buffer.from("ques"), Buffer.from("tion")]);
      yield* there.until("data question");
      there.transport.write(Buffer.from("answer"));
      yield* here.until("data answer");
      expect(transport.canWriteEof()).to.equal(false);
      expect(() => transport.writeEof()).to.throw(NotImplementedError);
      expect(() => transport.write("text" as never)).to.throw(TypeError);
      yield* end(both);
      transport.write(Buffer.from("after the end"));
      expect(there.events).to.deep.equal(["made", "data question", "eof", "lost null"]);
    });
  });

  it("know the context, the session, the cipher, the certificate, and what the socket knows", () => {
    runIo(function* (loop) {
      const both = yield* connected(loop);
      const { transport } = both;
      expect(transport.getExtraInfo("sslcontext")).to.be.instanceOf(TlsContext);
      expect(transport.getExtraInfo("ssl_object")).to.not.equal(null);
      expect(transport.getExtraInfo("cipher")).to.be.an("array");
      expect(transport.getExtraInfo("peercert")).to.have.nested.property(
        "subject.CN",
        "server.test",
      );
      expect(transport.getExtraInfo("peername")).to.deep.equal(addressOf(both.server));
      expect(transport.getExtraInfo("nothing", "fallback")).to.equal("fallback");
      yield* end(both);
    });
  });

  it("give up a handshake that nobody answers, and an end that nobody answers", () => {
    runIo(function* (loop) {
      const silent = new Recorder(loop);
      const server = yield* loop.createServer(() => silent, "127.0.0.1", 0);
      const options = { ssl: trusting(), ...named, sslHandshakeTimeout: 0.05 };
      const make = () => new Recorder(loop);
      const refused = yield* failureOf(loop.createConnection(make, ...addressOf(server), options));
      expect(refused).to.be.instanceOf(OSError).with.property("message").that.includes("0.05 s");
      yield* silent.over;
      server.close();
    });
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const ssl = serving();
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0, { ssl });
      const options = { ssl: trusting(), ...named, sslShutdownTimeout: 0.05 };
      const make = () => new Recorder(loop);
      const [transport, here] = yield* loop.createConnection(make, ...addressOf(server), options);
      yield* there.until("made");
      there.transport.pauseReading();
      transport.close();
      expect(yield* here.over).to.be.instanceOf(TimeoutError);
      there.transport.resumeReading();
      yield* there.over;
      server.close();
    });
  });

  it("are refused where the other end speaks plainly, and the server goes on", () => {
    const { reports } = observeIo(function* (loop) {
      const there = new Recorder(loop);
      const ssl = serving();
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0, { ssl });
      const plain = new Socket();
      yield* loop.sockConnect(plain, addressOf(server));
      yield* loop.sockSendall(plain, Buffer.from("GET / HTTP/1.1\r\n\r\n"));
      while ((yield* loop.sockRecv(plain, 100)).length > 0) yield;
      plain.close();
      expect(there.events).to.deep.equal([]);
      server.close();
      yield* server.waitClosed();
    });
    expect(reports).to.deep.equal([]);
  });

  it("report an error of the protocol, and end", () => {
    const fault = new Error("on purpose");
    const { reports } = observeIo(function* (loop) {
      const both = yield* connected(loop);
      both.here.dataReceived = () => {
        throw fault;
      };
      both.there.transport.write(Buffer.from("x"));
      expect(yield* both.here.over).to.equal(fault);
      yield* both.there.over;
      both.server.close();
    });
    expect(reports.map(({ exception }) => exception)).to.deep.equal([fault]);
  });

  it("send files by reading them, behind what was written", () => {
    const folder = mkdtempSync(join(tmpdir(), "tls-"));
    writeFileSync(join(folder, "file"), "0123456789");
    const file = openSync(join(folder, "file"), "r");
    runIo(function* (loop) {
      const both = yield* connected(loop);
      const { transport, there } = both;
      transport.write(Buffer.from("before "));
      expect(yield* loop.sendfile(transport, file, 2, 3)).to.equal(3);
      while (there.received.length < 10) yield;
      expect(String(there.received)).to.equal("before 234");
      const strict = loop.sendfile(transport, file, 0, null, { fallback: false });
      expect(yield* failureOf(strict)).to.be.instanceOf(SendfileNotAvailableError);
      yield* end(both);
    });
    closeSync(file);
    rmSync(folder, { recursive: true });
  });
});

describeIo("startTls()", () => {
  it("encrypts a connection that stands, without telling the protocols of it again", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const make = () => new Recorder(loop);
      const [plain, here] = yield* loop.createConnection(make, ...addressOf(server));
      yield* there.until("made");
      const upgrade = loop.createTask(
        loop.startTls(there.transport, there, serving(), { serverSide: true }),
      );
      const transport = yield* loop.startTls(plain, here, trusting(), named);
      const other = yield* upgrade;
      other.write(Buffer.from("secret"));
      yield* here.until("data secret");
      transport.close();
      yield* here.over;
      yield* there.over;
      expect(here.events).to.deep.equal(["made", "data secret", "lost null"]);
      server.close();
    });
  });

  it("refuses what is no connection, no context, closing, or has no time", () => {
    runIo(function* (loop) {
      const both = yield* connected(loop);
      const { transport, here } = both;
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.startTls({} as never, here, trusting()), TypeError, "`transport`"],
        [loop.startTls(transport, here, {} as never), TypeError, "`context`"],
        [
          loop.startTls(transport, here, trusting(), { sslHandshakeTimeout: 0 }),
          ValueError,
          "more than 0 seconds",
        ],
        [loop.startTls(transport, here, trusting(), { serverHostname: "" }), ValueError, "empty"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      yield* end(both);
      const late = yield* failureOf(loop.startTls(transport, here, trusting()));
      expect(late).to.be.instanceOf(RuntimeError);
    });
  });
});
