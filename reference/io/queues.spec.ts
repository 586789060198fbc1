import { expect } from "chai";
import * as fc from "fast-check";
import { ByteQueue } from "./byte-queue.ts";
import { WriteQueue } from "./write-queue.ts";

describe("ByteQueue", () => {
  it("gives back what went in, however it is cut", () => {
    const steps = fc.array(fc.oneof(fc.string(), fc.nat(9)), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (ops) => {
        const queue = new ByteQueue();
        let model = Buffer.alloc(0);
        for (const op of ops) {
          if (typeof op === "string") {
            queue.push(Buffer.from(op));
            model = Buffer.concat([model, Buffer.from(op)]);
          } else {
            expect(queue.take(op).equals(model.subarray(0, op))).to.equal(true);
            model = model.subarray(op);
          }
          expect(queue.size).to.equal(model.length);
          const found = queue.find([Buffer.from("a")], 1);
          expect(found?.start ?? -1).to.equal(model.indexOf("a", 1));
        }
        expect(queue.takeAll().equals(model)).to.equal(true);
      }),
    );
  });
});

describe("WriteQueue", () => {
  const pattern = Buffer.alloc(400_000).map((_, i) => i % 251);

  it("offers what is left, in order, however much of it is written", () => {
    const sizes = fc.array(fc.tuple(fc.nat(300_000), fc.nat(300_000)), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, (rounds) => {
        const queue = new WriteQueue();
        let [pushed, dropped] = [0, 0];
        for (const [size, wanted] of rounds) {
          queue.push(pattern.subarray(pushed % 251, (pushed % 251) + size));
          pushed += size;
          const block = queue.block();
          expect(block.length > 0).to.equal(pushed > dropped);
          if (block.length > 0) expect(block[0]).to.equal(dropped % 251);
          const count = Math.min(wanted, block.length);
          queue.drop(count);
          dropped += count;
          expect(queue.size).to.equal(pushed - dropped);
        }
        queue.clear();
        expect([queue.size, queue.block().length]).to.deep.equal([0, 0]);
      }),
      { numRuns: 30 },
    );
  });
});
