import { expect } from "chai";
import fc from "fast-check";
import { ReadyQueue, type Runnable } from "./ready-queue.ts";

const item = (name: number): Runnable & { name: number } => ({ name, run() {} });

describe("ReadyQueue", () => {
  it("gives back what was put in, in order, over any sequence of operations", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (pushes) => {
        const queue = new ReadyQueue();
        const model: Runnable[] = [];
        pushes.forEach((push, i) => {
          if (push) {
            const entry = item(i);
            queue.push(entry);
            model.push(entry);
          } else {
            expect(queue.shift()).to.equal(model.shift());
          }
          expect(queue.length).to.equal(model.length);
        });
      }),
    );
  });

  it("keeps the order when it grows while its front is not at the beginning", () => {
    const queue = new ReadyQueue();
    const items = Array.from({ length: 100 }, (_, i) => item(i));
    for (let i = 0; i < 10; i += 1) queue.push(items[i] as Runnable);
    for (let i = 0; i < 7; i += 1) queue.shift();
    for (let i = 10; i < 100; i += 1) queue.push(items[i] as Runnable);
    const rest = Array.from({ length: queue.length }, () => queue.shift());
    expect(rest).to.deep.equal(items.slice(7));
  });

  it("is empty after clear()", () => {
    const queue = new ReadyQueue();
    queue.push(item(1));
    queue.clear();
    expect(queue.length).to.equal(0);
    expect(queue.shift()).to.equal(undefined);
  });
});
