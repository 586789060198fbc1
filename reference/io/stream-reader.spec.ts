import { expect } from "chai";
import { forEach } from "../futures/async-iteration.ts";
import type { Coroutine } from "../futures/coroutine.ts";
import { getRunningLoop } from "../loop/current-loop.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { RuntimeError, ValueError } from "../text/errors.ts";
import { VirtualSelector } from "../waiting/virtual.ts";
import { IncompleteReadError, LimitOverrunError } from "./stream-errors.ts";
import { StreamReader } from "./stream-reader.ts";
import { failureOf } from "./testing/recorder.ts";

/** Runs a coroutine over a reader that is fed with pieces, one an iteration, and then ends. */
function reading<T>(
  pieces: readonly string[],
  body: (reader: StreamReader, calls: string[]) => Coroutine<T>,
  { limit, end = true }: { limit?: number; end?: boolean } = {},
): T {
  const loop = new EventLoop(new VirtualSelector());
  const reader = new StreamReader(loop, limit);
  const calls: string[] = [];
  reader.setTransport({
    pauseReading: () => calls.push("pause"),
    resumeReading: () => calls.push("resume"),
  });
  function* feed(): Coroutine<void> {
    for (const piece of pieces) {
      yield;
      reader.feedData(Buffer.from(piece));
    }
    yield;
    if (end) reader.feedEof();
  }
  loop.createTask(feed());
  const result = loop.runUntilComplete(body(reader, calls));
  loop.close();
  return result;
}

describe("StreamReader", () => {
  it("reads what is there, up to a size, or everything", () => {
    reading(["one", "two", "three"], function* (reader) {
      expect(String(yield* reader.read(100))).to.equal("one");
      expect(String(yield* reader.read(2))).to.equal("tw");
      expect((yield* reader.read(0)).length).to.equal(0);
      expect(reader.atEof()).to.equal(false);
      expect(String(yield* reader.read())).to.equal("othree");
      expect(reader.atEof()).to.equal(true);
      expect((yield* reader.read(1)).length).to.equal(0);
    });
  });

  it("reads lines, the last one without its newline", () => {
    reading(["a\nbb", "\n\ncc"], function* (reader) {
      const lines: string[] = [];
      while (!reader.atEof()) lines.push(String(yield* reader.readline()));
      expect(lines).to.deep.equal(["a\n", "bb\n", "\n", "cc"]);
      expect((yield* reader.readline()).length).to.equal(0);
    });
  });

  it("reads exactly so many bytes, or says what was missing", () => {
    reading(["abc", "def", "g"], function* (reader) {
      expect(String(yield* reader.readexactly(5))).to.equal("abcde");
      expect((yield* reader.readexactly(0)).length).to.equal(0);
      const error = yield* failureOf(reader.readexactly(4));
      expect(error).to.be.instanceOf(IncompleteReadError).with.property("expected", 4);
      expect(String((error as IncompleteReadError).partial)).to.equal("fg");
      expect(yield* failureOf(reader.readexactly(-1))).to.be.instanceOf(ValueError);
    });
  });

  it("reads until a separator, which pieces may cut", () => {
    reading(["one--", "-->two", "-->"], function* (reader) {
      expect(String(yield* reader.readuntil(Buffer.from("--->")))).to.equal("one---->".slice(0, 8));
      expect(String(yield* reader.readuntil(Buffer.from("-->")))).to.equal("two-->");
      const error = yield* failureOf(reader.readuntil(Buffer.from("x")));
      expect(error).to.be.instanceOf(IncompleteReadError).with.property("expected", null);
      expect(yield* failureOf(reader.readuntil(Buffer.alloc(0)))).to.be.instanceOf(ValueError);
    });
  });

  it("reads until the first of several separators that ends", () => {
    const separators = ["\r\n", "\n", "end", "--"].map((text) => Buffer.from(text));
    reading(["unix\nwindows\r", "\nthe e", "nd;an-", "-end"], function* (reader) {
      for (const part of ["unix\n", "windows\r\n", "the end", ";an--", "end"]) {
        expect(String(yield* reader.readuntil(separators))).to.equal(part);
      }
      const error = yield* failureOf(reader.readuntil([]));
      expect(error).to.be.instanceOf(ValueError);
      const text = yield* failureOf(reader.readuntil([Buffer.from("x"), "y" as never]));
      expect(text).to.be.instanceOf(TypeError).with.property("message").that.includes("`y`");
    });
  });

  it("counts the limit to the beginning of the separator that is found", () => {
    const separators = [Buffer.from("x"), Buffer.from("longer")];
    reading(
      ["0123lon", "ger5678x"],
      function* (reader) {
        expect(String(yield* reader.readuntil(separators))).to.equal("0123longer");
        expect(String(yield* reader.readuntil(separators))).to.equal("5678x");
      },
      { limit: 4 },
    );
  });

  it("gives its lines one after the other", () => {
    const lines: string[] = [];
    reading(["one\ntw", "o\nrest"], function* (reader) {
      yield* forEach(reader, (line) => lines.push(String(line)));
    });
    expect(lines).to.deep.equal(["one\n", "two\n", "rest"]);
  });

  it("names a size that is none", () => {
    reading(["text"], function* (reader) {
      for (const read of [reader.read(1.5), reader.read("2" as never), reader.readexactly(1.5)]) {
        expect(yield* failureOf(read))
          .to.have.property("message")
          .that.includes("Expected `size` to be an integer");
      }
      expect(String(yield* reader.read())).to.equal("text");
    });
    reading(
      ["no limit"],
      function* (reader) {
        expect(String(yield* reader.read())).to.equal("no limit");
      },
      { limit: Number.POSITIVE_INFINITY },
    );
  });

  it("refuses what is longer than the limit, and keeps it for another way to read", () => {
    const limit = 5;
    reading(
      ["0123456", "789\nrest\n"],
      function* (reader) {
        const early = yield* failureOf(reader.readuntil());
        expect(early).to.be.instanceOf(LimitOverrunError).with.property("consumed", 7);
        yield;
        yield;
        const late = yield* failureOf(reader.readuntil());
        expect(late).to.be.instanceOf(LimitOverrunError).with.property("consumed", 10);
        expect(yield* failureOf(reader.readline())).to.be.instanceOf(ValueError);
        expect(String(yield* reader.readline())).to.equal("rest\n");
      },
      { limit },
    );
    expect(() => new StreamReader(new EventLoop(), 0)).to.throw(ValueError, "`limit`");
  });

  it("has its source wait above twice the limit, and go on below it", () => {
    const calls = reading(
      ["1234", "5678", "9"],
      function* (reader, seen) {
        for (let i = 0; i < 5; i += 1) yield;
        expect(seen).to.deep.equal(["pause"]);
        yield* reader.read(4);
        expect(seen).to.deep.equal(["pause"]);
        yield* reader.read(2);
        return seen;
      },
      { limit: 4, end: false },
    );
    expect(calls).to.deep.equal(["pause", "resume"]);
  });

  it("lets its source go on where more is wanted than may be buffered", () => {
    reading(
      ["12345", "67890"],
      function* (reader, seen) {
        expect(String(yield* reader.readexactly(10))).to.equal("1234567890");
        expect(seen.slice(0, 2)).to.deep.equal(["pause", "resume"]);
      },
      { limit: 2 },
    );
  });

  it("lets one coroutine wait at a time", () => {
    reading(["x"], function* (reader) {
      const first = reader.read(1);
      first.next();
      const error = yield* failureOf(reader.readline());
      expect(error).to.be.instanceOf(RuntimeError);
      expect((error as Error).message).to.include("readuntil() called while another coroutine");
      first.return(Buffer.alloc(0));
    });
  });

  it("wakes who waits, although somebody who was woken before comes to it later", () => {
    reading(
      [],
      function* (reader) {
        const read: string[] = [];
        const loop = getRunningLoop();
        const early = loop.createTask(reader.read(9));
        yield;
        loop.callSoon(() => reader.feedData(Buffer.from("one")));
        const late = loop.createTask(
          (function* () {
            for (let i = 0; i < 2; i += 1) read.push(String(yield* reader.read(9)));
          })(),
        );
        yield;
        yield;
        reader.feedData(Buffer.from("two"));
        yield* late;
        yield* early;
        expect(read).to.deep.equal(["one", "two"]);
      },
      { end: false },
    );
  });

  it("raises the error that the stream has failed with", () => {
    const failure = new Error("reset");
    reading(["x"], function* (reader) {
      const loop = new EventLoop(new VirtualSelector());
      expect(reader.exception()).to.equal(null);
      loop.callSoon(() => {});
      expect(String(yield* reader.read(1))).to.equal("x");
      reader.setException(failure);
      for (const attempt of [reader.read(1), reader.readline(), reader.readexactly(1)]) {
        expect(yield* failureOf(attempt)).to.equal(failure);
      }
      expect(reader.exception()).to.equal(failure);
    });
  });
});
