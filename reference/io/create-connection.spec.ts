import { expect } from "chai";
import { OSError, ValueError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { ConnectionRefusedError, ExceptionGroup, GetAddrInfoError } from "./os-error.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, runIo } from "./testing/real-io.ts";
import { addressOf, failureOf, Recorder } from "./testing/recorder.ts";

const { IPPROTO_TCP, TCP_NODELAY, SOCK_DGRAM } = constants;

/** A port of this machine where nobody listens. */
function closedPort(): number {
  const socket = new Socket();
  socket.bind(["127.0.0.1", 0]);
  const [, port] = socket.getsockname();
  socket.close();
  return Number(port);
}

describeIo("createConnection()", () => {
  it("makes the protocol when the connection stands, and returns after connectionMade()", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const events: string[] = [];
      const protocol = new Recorder(loop);
      const [transport, returned] = yield* loop.createConnection(
        (...args: unknown[]) => {
          events.push(`factory(${args})`);
          return protocol;
        },
        ...addressOf(server),
      );
      expect([...events, ...protocol.events]).to.deep.equal(["factory()", "made"]);
      expect(returned).to.equal(protocol);
      expect(protocol.transport).to.equal(transport);
      expect(transport.getExtraInfo("peername")).to.deep.equal(addressOf(server));
      const socket = transport.getExtraInfo("socket") as Socket;
      expect(socket.getsockopt(IPPROTO_TCP, TCP_NODELAY)).to.not.equal(0);
      transport.close();
      yield* protocol.over;
      yield* there.over;
      server.close();
    });
  });

  it("binds to a local address before", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const options = { localAddr: ["127.0.0.3", 0] as const };
      const [transport, protocol] = yield* loop.createConnection(
        () => new Recorder(loop),
        ...addressOf(server),
        options,
      );
      expect((transport.getExtraInfo("sockname") as string[])[0]).to.equal("127.0.0.3");
      transport.close();
      yield* protocol.over;
      yield* there.over;
      server.close();
    });
  });

  it("resolves names in a worker, and raises gaierror for one that does not resolve", () => {
    runIo(
      function* (loop) {
        const there = new Recorder(loop);
        const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
        const [, port] = addressOf(server);
        const [transport, protocol] = yield* loop.createConnection(
          () => new Recorder(loop),
          "localhost",
          port,
        );
        transport.close();
        yield* protocol.over;
        yield* there.over;
        server.close();
        const error = yield* failureOf(loop.createConnection(() => protocol, "no.invalid", 1));
        expect(error).to.be.instanceOf(GetAddrInfoError).with.property("name", "gaierror");
        expect((error as Error).message).to.include("no.invalid");
      },
      { workers: true },
    );
  }).timeout(10_000);

  it("raises the error of the only address, all errors of several, or a group", () => {
    runIo(function* (loop) {
      const port = closedPort();
      const make = () => new Recorder(loop);
      const one = yield* failureOf(loop.createConnection(make, "127.0.0.1", port));
      expect(one).to.be.instanceOf(ConnectionRefusedError);
      const options = { allErrors: true };
      const group = yield* failureOf(loop.createConnection(make, "127.0.0.1", port, options));
      expect(group).to.be.instanceOf(ExceptionGroup);
      expect((group as ExceptionGroup).exceptions).to.have.length(1);
      loop.getaddrinfo = function* () {
        return ["127.0.0.1", "127.0.0.2"].map((host) => ({
          family: constants.AF_INET,
          type: constants.SOCK_STREAM,
          proto: 0,
          canonname: "",
          address: [host, port] as const,
        }));
      };
      const several = yield* failureOf(loop.createConnection(make, "two", port));
      expect(several).to.be.instanceOf(OSError);
      expect((several as Error).message)
        .to.include("Multiple exceptions: ")
        .and.include("127.0.0.1")
        .and.include("127.0.0.2");
    });
  });

  it("tries the next address where the first one fails or keeps silent", () => {
    runIo(function* (loop) {
      const there = new Recorder(loop);
      const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
      const [, port] = addressOf(server);
      const silent = new Socket(); // listens, and has its queue of connections full
      silent.bind(["127.0.0.4", port]);
      silent.listen(0);
      const queued = [new Socket(), new Socket()];
      for (const socket of queued) {
        try {
          socket.connect(["127.0.0.4", port]);
        } catch (error) {
          expect(error).to.have.property("name", "BlockingIOError");
        }
      }
      loop.getaddrinfo = function* () {
        return ["127.0.0.4", "127.0.0.1"].map((host) => ({
          family: constants.AF_INET,
          type: constants.SOCK_STREAM,
          proto: 0,
          canonname: "",
          address: [host, port] as const,
        }));
      };
      const [transport, protocol] = yield* loop.createConnection(
        () => new Recorder(loop),
        "slow",
        port,
        { happyEyeballsDelay: 0.02 },
      );
      expect(transport.getExtraInfo("peername")).to.deep.equal(["127.0.0.1", port]);
      transport.close();
      yield* protocol.over;
      yield* there.over;
      for (const socket of [silent, ...queued]) socket.close();
      server.close();
    });
  });

  it("owns a socket that it is given", () => {
    runIo(function* (loop) {
      const [mine, theirs] = socketPair();
      const [transport, protocol] = yield* loop.connectAcceptedSocket(
        () => new Recorder(loop),
        theirs,
      );
      transport.close();
      yield* protocol.over;
      expect(theirs.fileno()).to.equal(-1);
      mine.close();
    });
  });

  it("refuses arguments that contradict each other, and closes what it has opened", () => {
    runIo(function* (loop) {
      const make = () => new Recorder(loop);
      const [sock, other] = socketPair();
      const [datagram, last] = socketPair(SOCK_DGRAM);
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.createConnection(make), ValueError, "host and port was not specified"],
        [loop.createConnection(make, "127.0.0.1", 1, { sock }), ValueError, "at the same time"],
        [loop.createConnection(make, null, null, { sock: datagram }), ValueError, "stream socket"],
        [loop.createConnection(make, "127.0.0.1", 1, { ssl: {} as never }), TypeError, "`ssl`"],
        [loop.createConnection(null as never, "127.0.0.1", 1), TypeError, "`protocolFactory`"],
        [
          loop.createConnection(make, "::1", 1, { localAddr: "::1" as never }),
          TypeError,
          "Expected `localAddr` to be [host, port], got `::1` (string)",
        ],
        [
          loop.createConnection(make, "::1", 1, { happyEyeballsDelay: Number.NaN }),
          ValueError,
          "Expected `happyEyeballsDelay` to be a finite number",
        ],
        [loop.createConnection(make, "::1", 1, { interleave: -1 }), ValueError, "`interleave`"],
        [loop.createConnection(make, "::1\0.example", 1), ValueError, "without NUL"],
        [loop.getnameinfo(null as never), TypeError, "Expected `address` to be [host, port]"],
        [loop.createUnixConnection(make), ValueError, "path was not specified"],
        [loop.createUnixConnection(make, "path", { sock }), ValueError, "at the same time"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      const failing = () => {
        throw new Error("no protocol");
      };
      const options = { sock };
      const error = yield* failureOf(loop.createConnection(failing, null, null, options));
      expect(error).to.have.property("message", "no protocol");
      expect(sock.fileno()).to.equal(-1);
      for (const socket of [other, datagram, last]) socket.close();
    });
  });
});
