/** How the Python driver introduces itself, and what it says when it cannot. */
import { expect } from "chai";
import { CAPABILITIES } from "../../language/capabilities.ts";
import {
  greeted,
  moduleFolder,
  needsPython,
  PythonDriver,
  type StartSettings,
} from "./python-driver-process.spec.ts";

const MODULES = {
  broken_module: "import no_such_module_anywhere\n",
  exiting_module: "raise SystemExit(4)\n",
  printing_module:
    "import asyncio, sys\nprint('stray')\nsys.__stdout__.write('more')\nnew_event_loop = asyncio.new_event_loop\n__version__ = '1.2.3'\n",
  factories:
    "import asyncio\nnumber = 5\ndef nothing(): return None\nasync def later(): pass\ndef fails(): raise ValueError('no loop today')\nclass Own(asyncio.SelectorEventLoop): pass\nclass made:\n    new = Own\ndef wants(host): pass\ndef mistyped(): return 1 + ''\ndef yields(): yield\ndef policy(): return asyncio.DefaultEventLoopPolicy()\none = Own()\ndef same(): return one\ndef closed():\n    loop = Own()\n    loop.close()\n    return loop\n",
  no_descriptors:
    "import asyncio\nclass Loop(asyncio.SelectorEventLoop):\n    def add_reader(self, *_): raise NotImplementedError\nnew_event_loop = Loop\n",
  coarse:
    "import asyncio, math, time\nclass Loop(asyncio.SelectorEventLoop):\n    def time(self): return math.floor(time.monotonic() * 250) / 250\nnew_event_loop = Loop\n",
  standing:
    "import asyncio\nclass Loop(asyncio.SelectorEventLoop):\n    def time(self): return 12.125\nnew_event_loop = Loop\n",
};

describe("python driver: hello", function () {
  this.timeout(20_000);

  let folder: ReturnType<typeof moduleFolder>;
  const drivers: PythonDriver[] = [];

  before(function () {
    needsPython(this);
    folder = moduleFolder(MODULES);
  });
  after(() => {
    for (const driver of drivers) driver.kill();
    folder?.remove();
  });
  const start = (settings: StartSettings): PythonDriver => {
    const driver = new PythonDriver({ pythonPath: folder.path, ...settings });
    drivers.push(driver);
    return driver;
  };

  it("says what is judged, and declares known capabilities only", async () => {
    const reply = await start({}).hello();
    expect(reply).to.include({ type: "hello", protocol: 1 });
    const { implementation, edition } = reply;
    expect(implementation.name).to.match(/^asyncio\.\w+EventLoop$/);
    expect(implementation.version).to.equal(edition);
    expect(implementation.languageVersion).to.include(edition);
    expect(implementation.language).to.equal("Python");
    expect(edition).to.match(/^3\.\d+\.\d+$/);
    expect(reply.clockResolution).to.be.within(1e-9, 0.05);
    expect(Object.keys(CAPABILITIES)).to.include.members([...reply.capabilities]);
    expect(reply.capabilities).to.include.members(["threads", "contexts", "executor", "harness"]);
    const signals =
      process.platform === "win32" ? [] : ["signals", "signals-in-run", "signals-at-once"];
    expect(reply.capabilities.filter((name) => name.startsWith("signals"))).to.eql(signals);
  });

  it("answers a second hello with the same", async () => {
    const driver = start({});
    const first = await driver.hello();
    expect(await driver.hello()).to.deep.equal(first);
    expect(await driver.bye()).to.deep.equal({ code: 0, signal: null });
  });

  it("ends quietly at the end of its input", async () => {
    const driver = start({});
    await driver.hello();
    driver.child.stdin?.end();
    expect(await driver.ended).to.deep.equal({ code: 0, signal: null });
    expect(driver.stderr).to.equal("");
  });

  it("refuses another protocol version and names both", async () => {
    const driver = start({});
    const fatal = await driver.refusal(99);
    expect(fatal.type).to.equal("fatal");
    expect(fatal.message).to.include("version 1 ").and.to.include("version 99");
    expect((await driver.ended).code).to.equal(3);
  });

  const REFUSALS: readonly (readonly [
    string,
    StartSettings,
    readonly string[],
    string | undefined,
  ])[] = [
    [
      "a module that is not there",
      { module: "no_such_module" },
      ["'no_such_module' cannot be imported"],
      "ModuleNotFoundError",
    ],
    [
      "a module that fails",
      { module: "broken_module" },
      ["'broken_module'", "no_such_module_anywhere"],
      'broken_module.py", line 1',
    ],
    [
      "a module that exits",
      { module: "exiting_module" },
      ["'exiting_module'", "SystemExit"],
      "exiting_module.py",
    ],
    [
      "a factory that is not there",
      { module: "asyncio", factory: "never" },
      ["no 'never'", "python:asyncio:FACTORY"],
      undefined,
    ],
    [
      "a factory that is no function",
      { module: "factories", factory: "number" },
      ["factories.number", "5"],
      "a new one",
    ],
    [
      "a factory that fails",
      { module: "factories", factory: "fails" },
      ["factories.fails()", "no loop today"],
      "Traceback",
    ],
    [
      "a factory that gives nothing",
      { module: "factories", factory: "nothing" },
      ["factories.nothing() returned no event loop but None"],
      "without `return`",
    ],
    [
      "a factory that gives a coroutine",
      { module: "factories", factory: "later" },
      ["no event loop but a coroutine"],
      "with `def`",
    ],
    [
      "a factory that yields",
      { module: "factories", factory: "yields" },
      ["no event loop but a generator"],
      "`yield`",
    ],
    [
      "a factory that gives a policy",
      { module: "factories", factory: "policy" },
      ["no event loop but <asyncio", "run_forever"],
      "new_event_loop()",
    ],
    [
      "a factory that wants arguments",
      { module: "factories", factory: "wants" },
      ["factories.wants() makes no loop: TypeError"],
      "without arguments",
    ],
    [
      "a factory that fails with a TypeError of its own",
      { module: "factories", factory: "mistyped" },
      ["TypeError"],
      "Traceback",
    ],
    [
      "a factory that gives a closed loop",
      { module: "factories", factory: "closed" },
      ["factories.closed() returned a loop that is closed"],
      "a new one",
    ],
    [
      "a factory that gives one loop again",
      { module: "factories", factory: "same" },
      ["factories.same() returned the same loop twice"],
      "a new one",
    ],
    [
      "a loop instead of a factory",
      { module: "factories", factory: "one" },
      ["factories.one is no function that makes a loop: <"],
      "a new one",
    ],
  ];
  for (const [title, settings, messages, detail] of REFUSALS) {
    it(`cannot start with ${title}`, async () => {
      const driver = start(settings);
      const fatal = await driver.refusal();
      expect(fatal.type).to.equal("fatal");
      for (const message of messages) expect(fatal.message).to.include(message);
      if (detail === undefined) expect(fatal).not.to.have.property("detail");
      else expect(fatal.detail).to.include(detail).and.not.to.include("loopspec_driver.py");
      expect((await driver.ended).code).to.equal(3);
      expect(driver.stderr).to.equal("");
    });
  }

  it("takes a factory by its path, and keeps what a module prints out of the stream", async () => {
    const { implementation } = await start({ module: "factories", factory: "made.new" }).hello();
    expect(implementation).to.include({ name: "factories.Own", version: "unknown" });
    const printing = start({ module: "printing_module" });
    expect((await printing.hello()).implementation.version).to.equal("1.2.3");
    await printing.bye();
    expect(printing.stderr).to.include("stray");
  });

  it("declares what the platform has, whatever the loop refuses, on a clock as coarse as it is", async () => {
    expect((await start({ module: "no_descriptors" }).hello()).capabilities).to.include(
      "descriptors",
    );
    // A busy machine sees every second step of that clock, or fewer, up to what a driver may say.
    const coarse = (await start({ module: "coarse" }).hello()).clockResolution;
    expect(coarse).to.be.within(0.0039, 0.05);
    expect((await start({ module: "standing" }).hello()).clockResolution).to.equal(0.001);
  });

  it("is not disturbed by a loop that was made with it", async () => {
    const driver = await greeted({ module: "factories", factory: "Own", pythonPath: folder.path });
    drivers.push(driver);
    const result = await driver.run({ fns: {}, main: [{ op: "log", text: "a" }] });
    expect(result.trace).to.deep.equal(["a"]);
  });
});
