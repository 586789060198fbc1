import { closeSync, openSync, writeSync } from "node:fs";
import { expect } from "chai";
import { sleep } from "../futures/sleep.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { PollSelector } from "../waiting/poll.ts";
import { isOpen, pipe } from "./descriptors.ts";
import { BrokenPipeError, errnos } from "./os-error.ts";
import { PollEventLoop } from "./poll-loop.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf, Recorder } from "./testing/recorder.ts";

describeIo("transports of pipes", () => {
  it("carry everything from one end to the other, and close both", () => {
    runIo(function* (loop) {
      const [reader, writer] = pipe({ blocking: true });
      const make = () => new Recorder(loop);
      const [, there] = yield* loop.connectReadPipe(make, reader);
      const [outgoing, here] = yield* loop.connectWritePipe(make, writer);
      const data = Buffer.alloc(1 << 20, "0123456789");
      outgoing.write(data);
      outgoing.write(Buffer.from("tail"));
      expect(outgoing.getWriteBufferSize()).to.be.above(0);
      expect(here.events).to.deep.equal(["made", "pause"]);
      outgoing.writeEof();
      expect(yield* there.over).to.equal(null);
      expect(yield* here.over).to.equal(null);
      expect(there.received.equals(Buffer.concat([data, Buffer.from("tail")]))).to.equal(true);
      expect(there.events.slice(-2)).to.deep.equal(["eof", "lost null"]);
      expect([isOpen(reader), isOpen(writer)]).to.deep.equal([false, false]);
    });
  });

  it("wait while the pipe is full, the loop living on, and lose in abort() what is left", () => {
    let asked = 0;
    class Counting extends PollSelector {
      override select(timeout: number | null) {
        asked += 1;
        return super.select(timeout);
      }
    }
    const loop = new PollEventLoop(new Counting());
    const [reader, writer] = pipe();
    const make = () => new Recorder(loop);
    const full = function* () {
      const [transport, protocol] = yield* loop.connectWritePipe(make, writer);
      transport.write(Buffer.alloc(1 << 20));
      const left = transport.getWriteBufferSize();
      asked = 0;
      yield* sleep(0.05);
      expect(asked).to.be.at.most(10); // a full pipe is waited for, and not tried again and again
      expect(transport.getWriteBufferSize()).to.equal(left);
      transport.abort();
      expect(yield* protocol.over).to.equal(null);
      return protocol.events;
    };
    const events = loop.runUntilComplete(full());
    loop.close();
    closeSync(reader);
    expect(events).to.deep.equal(["made", "pause", "lost null"]);
    expect(isOpen(writer)).to.equal(false);
  });

  it("notice a reader that has gone, with an error only where something was left to write", () => {
    runIo(function* (loop) {
      for (const data of [Buffer.alloc(0), Buffer.alloc(1 << 20)]) {
        const [reader, writer] = pipe();
        const [transport, protocol] = yield* loop.connectWritePipe(
          () => new Recorder(loop),
          writer,
        );
        transport.write(data);
        closeSync(reader);
        const exception = yield* protocol.over;
        if (data.length === 0) expect(exception).to.equal(null);
        else expect(exception).to.be.instanceOf(BrokenPipeError);
      }
    });
  });

  it("close an object that is given instead of a descriptor", () => {
    runIo(function* (loop) {
      const [reader, writer] = pipe();
      const file = {
        closed: false,
        fileno: () => reader,
        close() {
          this.closed = true;
          closeSync(reader);
        },
      };
      const [transport, protocol] = yield* loop.connectReadPipe(() => new Recorder(loop), file);
      expect(transport.getExtraInfo("pipe")).to.equal(file);
      transport.close();
      yield* protocol.over;
      expect(file.closed).to.equal(true);
      closeSync(writer);
    });
  });

  it("are all closed with the loop, also where the user's way to close one fails", () => {
    const failure = new Error("not closed");
    const ends = [...pipe(), ...pipe()] as const;
    const { reports } = observeIo(function* (loop) {
      const close = () => {
        throw failure;
      };
      const make = () => new Recorder(loop);
      yield* loop.connectReadPipe(make, { fileno: () => ends[0], close });
      yield* loop.connectReadPipe(make, ends[2]);
    });
    expect(reports.map(({ exception }) => exception)).to.deep.equal([failure]);
    expect(ends.map(isOpen)).to.deep.equal([true, true, false, true]);
    for (const fd of ends) if (isOpen(fd)) closeSync(fd);
  });

  it("report the system's error when their descriptor is closed before it is watched", () => {
    const { reports } = observeIo(function* (loop) {
      const closing = (fd: number) => {
        const protocol = new Recorder(loop);
        protocol.connectionMade = () => closeSync(fd);
        return () => protocol;
      };
      const [reader, writer] = pipe();
      const [reading] = yield* loop.connectReadPipe(closing(reader), reader);
      const [writing] = yield* loop.connectWritePipe(closing(writer), writer);
      for (const transport of [reading, writing]) transport.abort();
      yield;
      yield;
    });
    expect(reports).to.have.length(2);
    for (const { exception } of reports) {
      expect(exception).to.be.instanceOf(OSError).with.property("errno", errnos.EBADF);
    }
  });

  it("do not read while they are paused", () => {
    runIo(function* (loop) {
      const [reader, writer] = pipe();
      const [transport, protocol] = yield* loop.connectReadPipe(() => new Recorder(loop), reader);
      transport.pauseReading();
      writeSync(writer, "later");
      for (let polls = 0; polls < 3; polls += 1) yield;
      expect(protocol.events).to.deep.equal(["made"]);
      transport.resumeReading();
      yield* protocol.until("data later");
      closeSync(writer);
      yield* protocol.over;
    });
  });

  it("refuse a file, and what is not open", () => {
    runIo(function* (loop) {
      const fd = openSync(__filename, "r");
      const make = () => new Recorder(loop);
      const refused = yield* failureOf(loop.connectReadPipe(make, fd));
      expect(refused).to.be.instanceOf(ValueError).with.property("message").that.includes("a pipe");
      closeSync(fd);
      expect(yield* failureOf(loop.connectWritePipe(make, fd)))
        .to.have.property("message")
        .that.includes("EBADF");
      for (const bad of [-1, {} as never]) {
        expect(yield* failureOf(loop.connectReadPipe(make, bad))).to.be.instanceOf(ValueError);
      }
    });
  });

  it("end once, also when the protocol ends them in the moment in which all is written", () => {
    runIo(function* (loop) {
      for (const end of ["close", "abort"] as const) {
        const [reader, writer] = pipe();
        class Ending extends Recorder {
          override resumeWriting(): void {
            super.resumeWriting();
            transport[end]();
          }
        }
        const connected = loop.connectWritePipe(() => new Ending(loop), writer);
        const [transport, protocol] = yield* connected;
        transport.setWriteBufferLimits({ high: 0 });
        transport.write(Buffer.alloc(1 << 17));
        const [, there] = yield* loop.connectReadPipe(() => new Recorder(loop), reader);
        yield* there.over;
        expect(protocol.events).to.deep.equal(["made", "pause", "resume", "lost null"]);
        expect(there.received.length).to.equal(1 << 17);
      }
    });
  });
});
