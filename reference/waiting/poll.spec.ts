import { once } from "node:events";
import { closeSync, readSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { pipe } from "../io/descriptors.ts";
import { describeIo } from "../io/testing/real-io.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { OSError } from "../text/errors.ts";
import { PollSelector } from "./poll.ts";
import { READ, WRITE } from "./selector.ts";

/** What a worker does to wake the loop. */
function wakeFromOutside({ waker }: PollSelector): void {
  Atomics.add(waker.state, 0, 1);
  writeSync(waker.fd as number, new Uint8Array(new BigUint64Array([1n]).buffer));
}

describeIo("PollSelector", () => {
  let selector: PollSelector;
  let reader: number;
  let writer: number;

  beforeEach(() => {
    selector = new PollSelector();
    [reader, writer] = pipe();
  });

  afterEach(() => {
    selector.close();
    for (const fd of [reader, writer]) if (fd !== -1) closeSync(fd);
  });

  it("finds a descriptor ready for what it is watched for, as long as it is", () => {
    selector.watch(reader, READ);
    selector.watch(writer, WRITE);
    expect(selector.select(null)).to.deep.equal([{ fd: writer, events: WRITE }]);
    writeSync(writer, "x");
    const both = [
      { fd: reader, events: READ },
      { fd: writer, events: WRITE },
    ];
    expect(selector.select(0)).to.deep.equal(both);
    expect(selector.select(0)).to.deep.equal(both);
    readSync(reader, Buffer.alloc(9));
    selector.watch(writer, 0);
    expect(selector.select(0)).to.deep.equal([]);
  });

  it("waits until the time is over, and not less", () => {
    selector.watch(reader, READ);
    const start = selector.time();
    expect(selector.select(0.0125)).to.deep.equal([]);
    expect(selector.time() - start).to.be.within(0.0125, 2);
  });

  it("is woken from outside, before the wait and during it, and not twice", () => {
    wakeFromOutside(selector);
    expect(selector.select(null)).to.deep.equal([]);
    const { waker } = selector;
    // As if the other thread had been between the count and the descriptor.
    writeSync(waker.fd as number, new Uint8Array(new BigUint64Array([1n]).buffer));
    expect(selector.select(null)).to.deep.equal([]);
    const start = selector.time();
    selector.select(0.01);
    expect(selector.time() - start).to.be.at.least(0.01);
  });

  it("is asked once for each thing that happens, so that an idle loop does nothing", () => {
    class Counting extends PollSelector {
      asked = 0;
      override select(timeout: number | null) {
        this.asked += 1;
        return super.select(timeout);
      }
    }
    const counting = new Counting();
    const loop = new EventLoop(counting);
    loop.addReader(reader, () => {}); // nothing arrives
    loop.callLater(3600, () => {});
    loop.callLater(0.1, () => loop.stop());
    loop.runForever();
    loop.close();
    // A wait that is rounded or interrupted may be begun again; a loop that spins asks ten thousand times.
    expect(counting.asked).to.be.within(1, 10);
  });

  it("is woken by its own thread", () => {
    selector.wakeup();
    expect(selector.select(null)).to.deep.equal([]);
  });

  it("finds a descriptor ready that was closed behind its back", () => {
    selector.watch(reader, READ);
    closeSync(reader);
    expect(selector.select(null)).to.deep.equal([{ fd: reader, events: READ }]);
    selector.watch(reader, 0);
    reader = -1;
  });

  it("finds the end to write to ready when nobody reads any more, whatever it is watched for", () => {
    selector.watch(writer, READ);
    expect(selector.select(0)).to.deep.equal([]);
    closeSync(reader);
    reader = -1;
    expect(selector.select(null)).to.deep.equal([{ fd: writer, events: READ }]);
  });

  it("refuses a descriptor that is not open", () => {
    closeSync(reader);
    expect(() => selector.watch(reader, READ))
      .to.throw(OSError, /EBADF/)
      .with.property("errno", 9);
    reader = -1;
  });

  it("keeps apart many descriptors while some of them go", () => {
    const pipes = Array.from({ length: 40 }, () => pipe());
    for (const [end] of pipes) selector.watch(end, READ);
    for (const [i, [end]] of pipes.entries()) if (i % 3 === 0) selector.watch(end, 0);
    for (const [, end] of pipes) writeSync(end, "x");
    const expected = pipes.filter((_, i) => i % 3 !== 0).map(([end]) => end);
    const found = selector.select(null).map(({ fd }) => fd);
    expect(found.sort((a, b) => a - b)).to.deep.equal(expected);
    for (const fd of pipes.flat()) closeSync(fd);
  });

  it("is not closed under a thread that is about to wake it", async () => {
    const { state, fd } = selector.waker;
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(
      `const { workerData: { state, fd, gate }, parentPort } = require("node:worker_threads");
      Atomics.add(state, 2, 1);
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      while (Atomics.load(state, 1) === 0);
      Atomics.wait(gate, 0, 1, 20); // as if the system had given the processor to others
      let result = "written";
      try { require("node:fs").writeSync(fd, Buffer.alloc(8, 1)); } catch (e) { result = e.code; }
      Atomics.sub(state, 2, 1);
      Atomics.notify(state, 2);
      parentPort.postMessage(result);`,
      { eval: true, workerData: { state, fd, gate } },
    );
    const outcome = Promise.all([once(worker, "message"), once(worker, "exit")]);
    Atomics.wait(gate, 0, 0, 10_000);
    selector.close();
    expect((await outcome)[0]).to.deep.equal(["written"]);
  });

  it("closes what it has opened, once", () => {
    const { fd } = selector.waker;
    selector.close();
    selector.close();
    expect(Atomics.load(selector.waker.state, 1)).to.equal(1);
    expect(() => writeSync(fd as number, "12345678")).to.throw("EBADF");
  });
});
