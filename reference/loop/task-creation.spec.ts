import { expect } from "chai";
import {
  Context,
  type Coroutine,
  currentTask,
  EventLoop,
  eagerTaskFactory,
  sleep,
  Task,
  VirtualSelector,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

describe("task factories", () => {
  it("make the tasks, get the context only if one was given, and the name is set", () => {
    const loop = makeLoop();
    const seen: object[] = [];
    const context = new Context();
    loop.setTaskFactory((l, coroutine, options) => {
      seen.push(options);
      return new Task(coroutine, l, options);
    });
    const named = loop.createTask(sleep(0), { name: "n", context });
    expect(named.getName()).to.equal("n");
    expect(named.getContext()).to.equal(context);
    loop.runUntilComplete(sleep(0));
    expect(seen).to.deep.equal([{ context }, {}]);
    expect(loop.getTaskFactory()).to.be.a("function");
    loop.setTaskFactory(null);
    expect(loop.getTaskFactory()).to.equal(null);
    expect(() => loop.setTaskFactory(5 as never)).to.throw(TypeError, "`5` (number)");
  });

  it("eagerTaskFactory runs a coroutine up to its first suspension within createTask()", () => {
    const loop = makeLoop();
    loop.setTaskFactory(eagerTaskFactory);
    const trace: unknown[] = [];
    // biome-ignore lint/correctness/useYield: a coroutine that never suspends is the point
    function* quick(): Coroutine<string> {
      trace.push(["quick", currentTask() !== outer]);
      return "r";
    }
    function* slow() {
      trace.push("slow begins");
      yield* sleep(1);
      return "s";
    }
    let outer: unknown = null;
    function* main() {
      outer = currentTask();
      const done = loop.createTask(quick());
      expect(done.done()).to.equal(true);
      expect(done.cancel()).to.equal(false);
      const pending = loop.createTask(slow());
      trace.push("after", currentTask() === outer);
      return [done.result(), yield* pending];
    }
    expect(loop.runUntilComplete(main())).to.deep.equal(["r", "s"]);
    expect(trace).to.deep.equal([["quick", true], "slow begins", "after", true]);
  });
});
