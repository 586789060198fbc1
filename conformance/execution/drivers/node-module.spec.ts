import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { callback, log } from "../../language/build.ts";
import { callSoon, runForever, STOP } from "../../language/loop-methods.ts";
import { faultOf, NodeDriver, withFiles } from "./testing/node-driver.ts";

const program = (text: string) => `
  const channels = { metrics: {}, reports: [], warnings: [], logs: [] };
  const seen = (trace) => ({ outcome: "ok", trace, ...channels });
  exports.adapter = { name: "own", version: "2", capabilities: [], ${text} };
`;

/** Uses a driver of an adapter with that text. */
const withAdapter = <T>(text: string, use: (driver: NodeDriver) => Promise<T>): Promise<T> =>
  withFiles({ "adapter.cjs": program(text) }, async (path) => {
    const driver = new NodeDriver({ module: path("adapter.cjs") });
    try {
      return await use(driver);
    } finally {
      await driver.end();
    }
  });

describe("the Node driver for a module", function () {
  this.timeout(60_000);

  it("judges its adapter, with the defaults of an adapter that says little", () =>
    withAdapter("run: (program) => seen(program.main.map((o) => o.text))", async (own) => {
      expect(await own.hello()).to.deep.include({
        edition: "3.13",
        capabilities: [],
        clocks: ["real"],
        clockResolution: 0.001,
      });
      expect((await own.run([log("a")])).trace).to.deep.equal(["a"]);
    }));

  it("waits for promises, and closes the adapter at the end", () =>
    withAdapter(
      `run: async () => seen([await new Promise((r) => setTimeout(r, 5, "later"))]),
         close: async () => console.log("closed")`,
      async (own) => {
        expect((await own.run([])).trace).to.deep.equal(["later"]);
        await own.end();
        expect(own.process.stderrTail).to.equal("closed");
      },
    ));

  it("reports a promise that nothing can settle any more", () =>
    withAdapter(
      "run: (p, { onEntry }) => { onEntry('a'); return new Promise(() => {}); }",
      async (own) => {
        const { outcome, trace, why } = await own.run([]);
        expect([outcome, trace]).to.deep.equal(["hang", ["a"]]);
        expect(why).to.contain("nothing is left to wait for");
      },
    ));

  it("reports a promise that takes too long", () =>
    withAdapter("run: () => new Promise(() => setInterval(() => {}, 1000))", async (own) => {
      await own.hello();
      expect((await own.run([], { timeout: 0.2 })).outcome).to.equal("hang");
    }));

  it("reports an adapter that throws, whatever it throws, and goes on", () =>
    withAdapter(
      `run: ({ main }) => { if (main.length) throw main.length > 1 ? "a text" : new Error("own"); return seen([]); }`,
      async (own) => {
        const first = await own.run([log("a")]);
        expect(first).to.deep.include({ outcome: "error", trace: [] });
        expect(first.why).to.equal("the adapter's run() failed: own");
        expect(first.stack).to.contain("adapter.cjs");
        expect((await own.run([log("a"), log("b")])).why).to.contain("a text");
        expect((await own.run([])).outcome).to.equal("ok");
      },
    ));

  it("reports an adapter that sees nothing", () =>
    withAdapter("run: () => ({ outcome: 'ok' })", async (own) => {
      const { outcome, why } = await own.run([]);
      expect(outcome).to.equal("error");
      expect(why).to.contain('it returned {"outcome":"ok"}, which is not an observation');
    }));

  it("runs nothing on a clock that the adapter does not offer", () =>
    withAdapter("run: () => seen(['a'])", async (own) => {
      const { outcome, why, trace } = await own.run([], { clock: "virtual" });
      expect([outcome, why, trace]).to.deep.equal([
        "unsupported",
        "the adapter offers no virtual clock",
        [],
      ]);
    }));

  it("dies of what nobody catches, and says what", () =>
    withAdapter(
      `run: () => new Promise(() => setImmediate(() => { throw new Error("stray error"); }))`,
      async (own) => {
        const { reason, hint } = await faultOf(own.run([]));
        expect(reason).to.equal("exit 1");
        expect(hint).to.contain("stray error");
      },
    ));

  it("runs what must be alone in a process of its own", () =>
    withAdapter("run: () => seen([String(process.ppid), String(process.pid)])", async (own) => {
      const [, pid] = (await own.run([])).trace;
      const [parent, alone] = (await own.run([], { isolate: true })).trace;
      expect(parent).to.equal(pid);
      expect(alone).not.to.equal(pid);
    }));

  it("reports a hang there, and goes on", () =>
    withAdapter(`run: ({ main }) => { while (main.length); return seen(["on"]); }`, async (own) => {
      const result = await own.run([log("a")], { isolate: true, timeout: 3 });
      expect(result).to.deep.include({ outcome: "hang" });
      expect((await own.run([], { isolate: true })).trace).to.deep.equal(["on"]);
    }));

  it("dies when a program kills the process of its own", () =>
    withAdapter("run: () => process.exit(9)", async (own) => {
      expect((await faultOf(own.run([], { isolate: true }))).reason).to.equal("exit 9");
    }));

  it("says what is wrong with it", () =>
    withFiles({ "adapter.cjs": "exports.adapter = { name: 5 }" }, async (path) => {
      const own = new NodeDriver({ module: path("adapter.cjs") });
      const reply = await own.hello();
      expect(reply).to.deep.include({
        type: "fatal",
        message:
          "Expected `adapter.name` of `adapter.cjs` to be a text that is not empty, got `5` (number)",
      });
      await own.end();
    }));

  it("passes on the whole error of a module that fails", () =>
    withFiles(
      { "adapter.cjs": "function deep() { throw new Error('own') }\ndeep()" },
      async (path) => {
        const own = new NodeDriver({ module: path("adapter.cjs") });
        const reply = await own.hello();
        const detail = reply.type === "fatal" ? reply.detail : "";
        expect(detail)
          .to.contain("at deep")
          .and.not.match(/node:internal|load-adapter/);
        await own.end();
      },
    ));

  it("reads TypeScript where this process does", () => {
    const adapter = join(packageRoot, "conformance/execution/drivers/testing/reference-adapter.ts");
    const own = new NodeDriver({ module: adapter });
    return own
      .run([callSoon("a"), callSoon(STOP), runForever()], { fns: { a: callback() } })
      .then(({ trace }) => expect(trace).to.deep.equal(["a"]))
      .finally(() => own.end());
  });
});
