import { expect } from "chai";
import { constants } from "./constants.ts";
import { GetAddrInfoError } from "./os-error.ts";
import { Socket } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

const { AF_INET, SOCK_STREAM, IPPROTO_TCP, AI_NUMERICHOST, AI_CANONNAME } = constants;
const STREAM = { family: AF_INET, type: SOCK_STREAM };

describeIo("getaddrinfo() and getnameinfo()", () => {
  it("resolve names, numbers and services without blocking the loop", () => {
    runIo(
      function* (loop) {
        const [localhost] = yield* loop.getaddrinfo("localhost", 80, STREAM);
        expect(localhost).to.deep.equal({
          ...STREAM,
          proto: IPPROTO_TCP,
          canonname: "",
          address: ["127.0.0.1", 80],
        });
        const [numeric] = yield* loop.getaddrinfo("127.0.0.1", "7", STREAM);
        expect(numeric?.address).to.deep.equal(["127.0.0.1", 7]);
        const passive = { ...STREAM, flags: constants.AI_PASSIVE };
        const [any] = yield* loop.getaddrinfo(null, 1, passive);
        expect(any?.address).to.deep.equal(["0.0.0.0", 1]);
        const named = { ...STREAM, flags: AI_CANONNAME };
        const [canonical] = yield* loop.getaddrinfo("localhost", null, named);
        expect(canonical?.canonname).to.be.a("string").that.is.not.equal("");
        const [host, service] = yield* loop.getnameinfo(["127.0.0.1", 65000], 3);
        expect([host, service]).to.deep.equal(["127.0.0.1", "65000"]);
        let ticks = 0;
        loop.callSoon(function tick() {
          ticks += 1;
          loop.callSoon(tick);
        });
        yield* loop.getaddrinfo("localhost", 1);
        expect(ticks).to.be.above(1);
      },
      { workers: true },
    );
  }).timeout(10_000);

  it("raise gaierror with the resolver's number", () => {
    runIo(
      function* (loop) {
        const unknown = yield* failureOf(loop.getaddrinfo("no.such.host.invalid", 1));
        expect(unknown).to.be.instanceOf(GetAddrInfoError).with.property("name", "gaierror");
        const options = { flags: AI_NUMERICHOST };
        const name = yield* failureOf(loop.getaddrinfo("localhost", 1, options));
        expect(name).to.have.property("errno", constants.EAI_NONAME);
        const service = yield* failureOf(loop.getaddrinfo("localhost", "no-such-service"));
        expect(service).to.be.instanceOf(GetAddrInfoError);
        const type = yield* failureOf(loop.getaddrinfo(7 as never, 1));
        expect(type).to.be.instanceOf(TypeError).with.property("message").that.includes("`host`");
      },
      { workers: true },
    );
  }).timeout(10_000);

  it("use the default executor", () => {
    const submitted: string[] = [];
    observeIo(function* (loop) {
      loop.setDefaultExecutor({
        submit: (_, target) => {
          submitted.push(target.name);
          const future = loop.createFuture<unknown>();
          future.setResult({ infos: [] });
          return future;
        },
        shutdown: () => {
          const future = loop.createFuture<void>();
          future.setResult();
          return future;
        },
      });
      const nothing = yield* failureOf(loop.createConnection(() => null as never, "host", 1));
      expect(nothing).to.have.property("message").that.includes("returned nothing");
      const socket = new Socket();
      yield* failureOf(loop.sockConnect(socket, ["host", 1]));
      socket.close();
    });
    expect(submitted).to.deep.equal(["getaddrinfo", "getaddrinfo"]);
  });
});
