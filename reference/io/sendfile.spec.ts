import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Coroutine } from "../futures/coroutine.ts";
import { OSError, RuntimeError, ValueError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { ConnectionError, SendfileNotAvailableError } from "./os-error.ts";
import type { PollEventLoop } from "./poll-loop.ts";
import { Protocol } from "./protocols.ts";
import { Socket, socketPair } from "./socket.ts";
import { describeIo, runIo } from "./testing/real-io.ts";
import { failureOf, receiveAll } from "./testing/recorder.ts";

const folder = mkdtempSync(join(tmpdir(), "loopspec-sendfile-"));
const UNSENT = "/proc/self/environ";
const LARGE = Buffer.alloc(3_000_000, "0123456789");

/** A file that has a position. */
class OpenFile {
  position = 0;
  private readonly fd: number;

  constructor(content: Uint8Array) {
    const path = join(folder, "file");
    writeFileSync(path, content);
    this.fd = openSync(path, "r");
  }

  fileno(): number {
    return this.fd;
  }

  seek(position: number): void {
    this.position = position;
  }
}

/** Runs a program with a file and two connected ends. */
function withFile(
  content: Uint8Array,
  use: (loop: PollEventLoop, file: OpenFile, here: Socket, there: Socket) => Coroutine<void>,
): void {
  runIo(function* (loop) {
    const file = new OpenFile(content);
    const [here, there] = socketPair();
    yield* use(loop, file, here, there);
    here.close();
    there.close();
    closeSync(file.fileno());
  });
}

describeIo("files that are sent", () => {
  after(() => rmSync(folder, { recursive: true }));

  it("go to a socket, in part or whole, and have their position behind what was sent", () => {
    withFile(Buffer.from("0123456789"), function* (loop, file, here, there) {
      expect(yield* loop.sockSendfile(here, file)).to.equal(10);
      expect(file.position).to.equal(10);
      expect(yield* loop.sockSendfile(here, file, 2, 3)).to.equal(3);
      expect(file.position).to.equal(5);
      expect(yield* loop.sockSendfile(here, file, 0, 99)).to.equal(10);
      expect(yield* loop.sockSendfile(here, file, 50)).to.equal(0);
      here.close();
      expect(String(yield* receiveAll(loop, there))).to.equal("01234567892340123456789");
    });
  });

  it("may be given as descriptors", () => {
    withFile(Buffer.from("abc"), function* (loop, file, here, there) {
      expect(yield* loop.sockSendfile(here, file.fileno())).to.equal(3);
      expect(String(yield* loop.sockRecv(there, 9))).to.equal("abc");
    });
  });

  it("wait for a reader who is late", () => {
    withFile(LARGE, function* (loop, file, here, there) {
      const sending = loop.createTask(loop.sockSendfile(here, file));
      yield; // it waits
      expect(sending.done()).to.equal(false);
      const receiving = loop.createTask(receiveAll(loop, there));
      expect(yield* sending).to.equal(LARGE.length);
      here.close();
      expect(LARGE.equals((yield* receiving) as Buffer)).to.equal(true);
    });
  });

  it("are read where the system does not send them, unless that is forbidden", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      // Linux sends no such file, and other systems none at all.
      const path = existsSync(UNSENT) ? UNSENT : join(folder, "file");
      if (path !== UNSENT) writeFileSync(path, "content");
      const file = openSync(path, "r");
      const attempt = loop.sockSendfile(here, file, 0, 5, { fallback: false });
      expect(yield* failureOf(attempt)).to.be.instanceOf(SendfileNotAvailableError);
      expect(yield* loop.sockSendfile(here, file, 2, 5)).to.equal(5);
      const content = readFileSync(path).subarray(2, 7);
      expect(content.equals(yield* loop.sockRecv(there, 9))).to.equal(true);
      closeSync(file);
      here.close();
      there.close();
    });
  });

  it("are refused with arguments that have no meaning", () => {
    withFile(Buffer.from("x"), function* (loop, file, here) {
      const datagrams = new Socket(constants.AF_INET, constants.SOCK_DGRAM);
      for (const [attempt, Class] of [
        [loop.sockSendfile(here, file, -1), ValueError],
        [loop.sockSendfile(here, file, "0" as never), TypeError],
        [loop.sockSendfile(here, file, 0, 0), ValueError],
        [loop.sockSendfile(here, file, 0, -1), ValueError],
        [loop.sockSendfile(5 as never, file), TypeError],
        [loop.sockSendfile(datagrams, file), ValueError],
        [loop.sockSendfile(here, file, 0, null, { quick: true } as never), TypeError],
        [loop.sendfile(here as never, file), RuntimeError],
      ] as const) {
        expect(yield* failureOf(attempt)).to.be.instanceOf(Class);
      }
      datagrams.close();
      loop.setDebug(true);
      here.setblocking(true);
      expect(here.getblocking()).to.equal(true);
      expect(yield* failureOf(loop.sockSendfile(here, file))).to.be.instanceOf(ValueError);
    });
  });

  it("go over a transport behind what was written, and nothing between", () => {
    withFile(LARGE, function* (loop, file, here, there) {
      const [transport] = yield* loop.connectAcceptedSocket(() => new Protocol(), here);
      transport.write(LARGE);
      const sending = loop.createTask(loop.sendfile(transport, file));
      yield;
      expect(() => transport.write(Buffer.from("between"))).to.throw(RuntimeError, "in progress");
      expect(transport.isReading()).to.equal(false);
      const again = yield* failureOf(loop.sendfile(transport, file));
      expect(again).to.be.instanceOf(RuntimeError);
      const receiving = loop.createTask(receiveAll(loop, there));
      expect(yield* sending).to.equal(LARGE.length);
      expect(transport.isReading()).to.equal(true);
      transport.write(Buffer.from("end"));
      transport.close();
      const all = (yield* receiving) as Buffer;
      expect(all.length).to.equal(2 * LARGE.length + 3);
      expect(String(all.subarray(-3))).to.equal("end");
    });
  });

  for (const how of ["close", "abort"] as const) {
    it(`are told when the transport is ended meanwhile: ${how}()`, () => {
      withFile(LARGE, function* (loop, file, here, there) {
        const made = yield* loop.connectAcceptedSocket(() => new Protocol(), here);
        const transport = made[0];
        const sending = loop.createTask(loop.sendfile(transport, file));
        yield;
        yield;
        transport[how]();
        expect(yield* failureOf(sending)).to.be.instanceOf(ConnectionError);
        expect(yield* failureOf(loop.sendfile(transport, file))).to.be.instanceOf(RuntimeError);
        expect(file.position).to.be.greaterThan(0);
        there.close();
      });
    });
  }

  it("end with the system's error where the other end is gone", () => {
    withFile(LARGE, function* (loop, file, here, there) {
      const sending = loop.createTask(loop.sockSendfile(here, file));
      yield;
      there.close();
      expect(yield* failureOf(sending)).to.be.instanceOf(OSError);
      expect(file.position).to.be.greaterThan(0);
    });
  });
});
