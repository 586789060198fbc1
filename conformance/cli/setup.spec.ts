import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../reports/index.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("what a loop needs before it can be made", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();

  /** Runs one case on the implementation `mine` of a configuration. */
  const run = async (mine: object, select = ["call-soon.fifo"]) => {
    const config = join(scratch(), "loopspec.config.json");
    writeFileSync(config, JSON.stringify({ implementations: { mine } }));
    const out = join(scratch(), "results");
    const ended = await loopspec(
      ...["run", "-i", "mine", "--config", config, "--out", out],
      ...select.flatMap((each) => ["--select", each]),
    );
    const path = join(out, "results.json");
    return { ...ended, document: () => JSON.parse(readFileSync(path, "utf8")) as ResultsDocument };
  };

  it("is run in each driver, and names the factory", async () => {
    const ended = await run({
      spec: "python:asyncio",
      setup: ["import asyncio", "class Mine(asyncio.SelectorEventLoop):", "    pass"],
      factory: "lambda: Mine()",
    });
    expect(ended.code, ended.err).to.equal(0);
    const [judged] = ended.document().implementations;
    expect(judged).to.include({ name: "asyncio.Mine" });
    expect(judged?.arguments).to.deep.equal(["-i", "mine"]);
    const prepared = judged?.scriptEdits?.replace.map(([, to]) => to).join("") ?? "";
    expect(prepared).to.include("    class Mine(asyncio.SelectorEventLoop):");
    const config = join(scratch(), "loopspec.config.json");
    const explained = await loopspec(
      ...["explain", "call-soon/order-main", "-i", "mine", "--config", config],
      ...["--as", "python"],
    );
    expect(explained.code, explained.err).to.equal(0);
    expect(explained.out).to.include("make_loop = prepared()");
  });

  it("may stand alone, before the specification's own factory", async () => {
    const ended = await run({ spec: "python:asyncio", setup: "import asyncio; asyncio.ready = 1" });
    expect(ended.code, ended.err).to.equal(0);
  });

  it("may replace classes of asyncio, even where the factory does it", async () => {
    const ended = await run(
      {
        spec: "python:asyncio",
        setup: [
          "import asyncio",
          "def patched():",
          "    asyncio.Task = asyncio.tasks.Task = asyncio.tasks._PyTask",
          "    asyncio.Future = asyncio.futures.Future = asyncio.futures._PyFuture",
          "    return asyncio.new_event_loop()",
        ],
        factory: "patched",
      },
      [
        "create-task/type",
        "run-until-complete/coroutine-is-a-task-plain",
        "exception-handler/keys-never-retrieved",
      ],
    );
    expect(ended.out).to.include("no deviation in 3 cases");
    expect(ended.code, ended.err).to.equal(0);
  });

  it("may replace asyncio.run() by a function that knows no factories", async () => {
    const setup = [
      "import asyncio",
      "def run(main, *, debug=None):",
      "    return asyncio.get_event_loop_policy().new_event_loop().run_until_complete(main)",
      "def patched():",
      "    asyncio.run = run",
      "    return asyncio.new_event_loop()",
    ];
    const mine = { spec: "python:asyncio", setup, factory: "patched" };
    const select = "run/interrupted";
    const ended = await run(mine, [select]);
    expect(ended.code, ended.err).to.equal(1);
    const out = join(scratch(), "results", "results.json");
    const confirmed = await loopspec("confirm", out);
    expect(confirmed.out).to.include("confirmed 1 of 1");
  });

  const faults: readonly (readonly [what: string, mine: object, message: string, code: number])[] =
    [
      [
        "a set-up that fails",
        { spec: "python:asyncio", setup: "import no_such_toolkit" },
        "The set-up of 'asyncio' fails: ModuleNotFoundError",
        3,
      ],
      [
        "a set-up that is no Python",
        { spec: "python:asyncio", setup: "import (" },
        "The set-up of 'asyncio' fails: SyntaxError",
        3,
      ],
      [
        "a factory that names nothing",
        { spec: "python:asyncio", factory: "nowhere" },
        "The factory 'nowhere' fails: NameError",
        3,
      ],
      [
        "a factory that is no function",
        { spec: "python:asyncio", factory: "5" },
        "5 is no function that makes a loop",
        3,
      ],
      [
        "a set-up of another kind of implementation",
        { spec: "reference", setup: "import asyncio" },
        "`reference` takes no set-up",
        2,
      ],
    ];
  for (const [what, mine, message, code] of faults)
    it(`is refused for ${what}`, async () => {
      const ended = await run(mine);
      expect(ended.out + ended.err).to.include(message);
      expect(ended.code).to.equal(code);
    });
});
