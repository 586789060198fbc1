import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { ValueError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { Socket } from "./socket.ts";
import { describeIo, runIo } from "./testing/real-io.ts";
import { failureOf, Recorder } from "./testing/recorder.ts";

const { AF_UNIX } = constants;

describeIo("Server on a Unix socket", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("serves at its path, and removes it when it is closed", () => {
    runIo(function* (loop) {
      const path = join(folder, "socket");
      const there = new Recorder(loop);
      const server = yield* loop.createUnixServer(() => there, path);
      const [transport, here] = yield* loop.createUnixConnection(() => new Recorder(loop), path);
      expect(transport.getExtraInfo("peername")).to.equal(path);
      transport.write(Buffer.from("hello"));
      yield* there.until("data hello");
      transport.close();
      yield* here.over;
      yield* there.over;
      server.close();
      expect(existsSync(path)).to.equal(false);
      expect(yield* failureOf(loop.createUnixConnection(() => here, path))).to.have.property(
        "name",
        "FileNotFoundError",
      );
    });
  });

  it("takes over a socket that was left behind, but no other file and no other's socket", () => {
    runIo(function* (loop) {
      const make = () => new Recorder(loop);
      const path = join(folder, "socket");
      const stale = new Socket(AF_UNIX);
      stale.bind(path);
      stale.close();
      const first = yield* loop.createUnixServer(make, path);
      const second = yield* loop.createUnixServer(make, path);
      first.close();
      expect(existsSync(path), "the second's").to.equal(true);
      second.close();
      const file = join(folder, "file");
      writeFileSync(file, "precious");
      expect(yield* failureOf(loop.createUnixServer(make, file)))
        .to.have.property("message")
        .that.includes("is already in use");
      const kept = yield* loop.createUnixServer(make, path, { cleanupSocket: false });
      kept.close();
      expect(existsSync(path)).to.equal(true);
    });
  });

  it("has its path given as text, as bytes or as the URL of a file", () => {
    runIo(function* (loop) {
      const path = join(folder, "söcket");
      for (const given of [path, Buffer.from(path), pathToFileURL(path)]) {
        const there = new Recorder(loop);
        const server = yield* loop.createUnixServer(() => there, given);
        expect(server.sockets[0]?.getsockname()).to.equal(path);
        const [transport, here] = yield* loop.createUnixConnection(() => new Recorder(loop), given);
        yield* there.until("made");
        transport.close();
        yield* here.over;
        yield* there.over;
        server.close();
      }
      const notText = Buffer.from([0x2f, 0xff]);
      const refused = yield* failureOf(loop.createUnixServer(() => new Recorder(loop), notText));
      expect(refused).to.be.instanceOf(ValueError);
    });
  });

  it("may have a name outside the file system", function () {
    if (process.platform !== "linux") this.skip(); // only Linux has such names
    runIo(function* (loop) {
      const name = `\0loopspec-${process.pid}`;
      const there = new Recorder(loop);
      const server = yield* loop.createUnixServer(() => there, name);
      expect(server.sockets[0]?.getsockname()).to.equal(name);
      const [transport, here] = yield* loop.createUnixConnection(() => new Recorder(loop), name);
      yield* there.until("made");
      transport.close();
      yield* here.over;
      yield* there.over;
      server.close();
    });
  });
});
