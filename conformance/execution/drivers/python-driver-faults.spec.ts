/** What the Python driver does with programs that misbehave. */
import { expect } from "chai";
import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  log,
  quiet,
  repeat,
  same,
  show,
  threadFunction,
  try_,
  tryFinally,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import { callSoon, runForever } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import {
  greeted,
  needsPython,
  type PythonDriver,
  type StartSettings,
} from "./python-driver-process.spec.ts";

const harness = (what: (Operation & { op: "harness" })["what"], text?: string): Operation =>
  text === undefined ? { op: "harness", what } : { op: "harness", what, text };
const main = (...operations: Operation[]): Program => ({ fns: {}, main: operations });

describe("python driver: misbehaviour", function () {
  this.timeout(20_000);

  const drivers: PythonDriver[] = [];
  const start = async (settings: StartSettings = {}): Promise<PythonDriver> => {
    const driver = await greeted(settings);
    drivers.push(driver);
    return driver;
  };

  before(function () {
    needsPython(this);
  });
  after(() => {
    for (const driver of drivers) driver.kill();
  });

  it("keeps stray output out of the stream", async () => {
    const driver = await start();
    const result = await driver.run(main(harness("print", "stray text"), log("on")));
    expect(result.trace).to.deep.equal(["on"]);
    expect((await driver.run(main(log("next")))).trace).to.deep.equal(["next"]);
    await driver.bye();
    expect(driver.stderr.split("\n")).to.deep.equal(["stray text", "stray text", ""]);
  });

  it("goes on after a program that closed the standard descriptors", async () => {
    const driver = await start();
    const result = await driver.run(main(harness("close_stdout"), log("on")));
    expect(result.trace).to.deep.equal(["on"]);
    const next = await driver.run(main(harness("print", "after"), log("next")));
    expect(next).to.deep.include({ outcome: "ok", trace: ["next"] });
    await driver.bye();
    expect(driver.stderr).to.include("after");
  });

  for (const isolate of [false, true]) {
    const where = isolate ? "in a process of its own" : "in the driver";
    it(`reports a hang ${where}, with the trace so far and where it hangs`, async () => {
      const driver = await start();
      const started = performance.now();
      const program = { fns: { a: callback() }, main: [callSoon("a"), runForever(), log("never")] };
      const result = await driver.run(program, { timeout: 0.3, isolate });
      expect(performance.now() - started).to.be.within(290, 5000);
      expect(result).to.deep.include({ outcome: "hang", trace: ["a"] });
      expect(result.why).to.match(/no end within 0\.3 s; the main thread is in \w+/);
      expect(result.stack).to.include("run_forever").and.to.include("g_loop.run_forever()");
      if (isolate) {
        expect(result).not.to.have.property("tainted");
        expect((await driver.run(main(log("next")))).trace).to.deep.equal(["next"]);
      } else {
        expect(result.tainted).to.equal(true);
        expect(await driver.ended).to.deep.equal({ code: 3, signal: null });
      }
    });

    it(`reports a busy loop ${where}`, async () => {
      const driver = await start();
      const program = main(log("a"), harness("busy"));
      const result = await driver.run(program, { timeout: 0.6, isolate });
      expect(result).to.deep.include({ outcome: "hang", trace: ["a"] });
      expect(result.stack).to.include("misbehave");
    });

    it(`dies of a crash ${where}`, async () => {
      const driver = await start();
      const result = await driver.tryRun(main(harness("crash")), { isolate });
      expect(result).to.equal(undefined);
      expect(await driver.ended).to.deep.equal({ code: null, signal: "SIGSEGV" });
      expect(driver.stderr).to.include("Segmentation fault");
    });

    it(`ends with a program that ends the process ${where}`, async () => {
      const driver = await start();
      const result = await driver.tryRun(main(harness("exit", "5")), { isolate });
      expect(result).to.equal(undefined);
      expect(await driver.ended).to.deep.equal({ code: 5, signal: null });
    });
  }

  it("does not leave the child of an isolated program behind when it is killed", async () => {
    const driver = await start();
    const program = main(harness("print", "started"), harness("busy"));
    const result = driver.tryRun(program, { timeout: 30, isolate: true });
    while (!driver.stderr.includes("started")) await new Promise(setImmediate);
    driver.kill();
    expect(await result).to.equal(undefined);
    // `close` of the standard error comes when its last holder has ended: the child.
    expect(await driver.ended).to.deep.equal({ code: null, signal: "SIGKILL" });
  });

  it("says when a program leaves a thread alive", async () => {
    const driver = await start();
    const result = await driver.run(main(harness("leave_thread"), log("a")));
    expect(result).to.deep.include({ outcome: "ok", trace: ["a"], tainted: true });
    const isolated = await driver.run(main(harness("leave_thread")), { isolate: true });
    expect(isolated).not.to.have.property("tainted");
  });

  it("gives the result although the loop cannot be closed", async () => {
    const broken = "import asyncio, time; asyncio.SelectorEventLoop.close = lambda self:";
    const driver = await start({
      before: `${broken} getattr(self, "stuck", False) and time.sleep(60)`,
    });
    const stuck: Operation = { op: "set_attr", attr: "stuck", value: true };
    const result = await driver.run(main(stuck, log("a")));
    expect(result).to.deep.include({ outcome: "ok", trace: ["a"], tainted: true });
    expect(await driver.ended).to.deep.equal({ code: 3, signal: null });
    const failing = await start({ before: `${broken} 1 / 0` });
    expect((await failing.run(main(log("a")))).trace).to.deep.equal(["a"]);
    expect((await failing.run(main(log("b")))).trace).to.deep.equal(["b"]);
    await failing.bye();
    expect(failing.stderr).to.include("ZeroDivisionError");
  });

  it("says when too many descriptors were left open", async () => {
    const driver = await start({
      before: "import asyncio, os; asyncio.SelectorEventLoop.leak = lambda self: os.dup(2)",
    });
    const leaks = (times: number) => main(repeat(times, do_({ m: "leak" })));
    expect(await driver.run(leaks(100))).not.to.have.property("tainted");
    const spent = await driver.run(leaks(1500));
    expect(spent).to.deep.include({ outcome: "ok", tainted: true });
    // Beyond the numbers that select() can name.
    const isolated = await driver.run(main(log("a")), { isolate: true });
    expect(isolated.trace).to.deep.equal(["a"]);
  });

  it("forks without a word about its own threads", async () => {
    const driver = await start();
    await driver.run(main(log("a")), { isolate: true });
    await driver.bye();
    expect(driver.stderr).to.equal("");
  });

  it("sets events and joins threads of a program that forgot to", async () => {
    const driver = await start();
    const program: Program = {
      fns: { waits: threadFunction({ op: "wait", event: "go" }, log("too late")) },
      main: [assign("go", { make: "event" }), { op: "thread", fn: "waits", as: "t" }],
    };
    const result = await driver.run(program);
    expect(result).not.to.have.property("tainted");
    expect(result.trace).to.deep.equal(["waits"]);
  });

  it("says when a program that needed a process of its own had none", async () => {
    const driver = await start();
    const program = main({ op: "signal", signal: "SIGUSR1", fn: null });
    expect((await driver.run(program)).tainted).to.equal(true);
  });

  it("puts the policy and the current loop back", async () => {
    const driver = await start();
    const own = { asyncio: "get_event_loop" } as const;
    const changing = main(
      { op: "policy" },
      do_({ asyncio: "set_event_loop", args: [variable("loop")] }),
      show("own", same(own, variable("loop"))),
    );
    const changed = await driver.run(changing);
    expect(changed).to.deep.include({ trace: ["policy.set", "policy.get", "own=True"] });
    expect(changed).not.to.have.property("tainted");
    const asking = main(try_(do_({ asyncio: "set_event_loop", args: [null] }), do_(own)));
    const asked = await driver.run(asking);
    expect(asked.trace).to.deep.equal(["!RuntimeError"]);
    expect(asked).not.to.have.property("tainted");
  });

  it("puts no policy back that was there before it", async () => {
    const before =
      "import asyncio; asyncio.set_event_loop_policy(type('Own', (asyncio.DefaultEventLoopPolicy,), {})())";
    const driver = await start({ before });
    const program = main(do_({ asyncio: "set_event_loop", args: [variable("loop")] }));
    expect((await driver.run(program)).tainted).to.equal(true);
  });

  it("lists no more than the first hundred polls", async () => {
    const driver = await start();
    const rounds = repeat(150, do_({ m: "stop" }), runForever());
    expect((await driver.run(main(rounds))).polls).to.deep.equal(Array(100).fill(0));
  });

  it("cuts a trace without end, and long entries", async () => {
    const driver = await start();
    const many = await driver.run(main(repeat(20_000, log("x"))));
    expect(many.trace.at(-1)).to.equal("x");
    const more = await driver.run(main(repeat(30_000, log("x"))));
    expect(more.trace).to.have.length(20_000);
    expect(more.trace.at(-1)).to.equal("… (trace cut)");
    expect((await driver.run(main(log("y".repeat(500))))).trace).to.deep.equal(["y".repeat(400)]);
  });

  it("keeps what finalizers of one program say out of the next one's channels", async () => {
    const driver = await start();
    const program: Program = {
      fns: {
        sleeper: coroutine(
          tryFinally([{ op: "await", what: { asyncio: "sleep", args: [9] } }], log("end")),
        ),
        halt: quiet(callback(do_({ m: "stop" }))),
      },
      main: [
        assign("t", { m: "create_task", args: [call("sleeper")] }),
        assign("u", call("sleeper")),
        callSoon("halt"),
        runForever(),
      ],
    };
    for (let round = 0; round < 5; round += 1) {
      const first = await driver.run(program);
      expect(first).to.deep.include({ outcome: "ok", trace: ["sleeper"], warnings: [], logs: [] });
      const second = await driver.run(main({ op: "gc" }, log("a")));
      expect(second).to.deep.include({ trace: ["a"], warnings: [], logs: [] });
    }
    await driver.bye();
    expect(driver.stderr).to.equal("");
  });
});
