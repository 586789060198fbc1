import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { allCases } from "../../../cases/index.ts";
import { DEFAULTS } from "../../../suite/defaults.ts";
import type { Case, Program } from "../../case.ts";
import { factoryEdits, pythonScript, pythonScriptOf } from "../python.ts";
import type { PythonFactory } from "./factory.ts";

const caseOf = (id: string) => allCases.find((kase) => kase.id === id) as Case;
const stopped = caseOf("stop/ends-run-timer");

/** Whether the loop of the script is the one that the set-up makes: it says so as it is made. */
const MINE = [
  "import asyncio",
  "class Mine(asyncio.SelectorEventLoop):",
  "    def __init__(self):",
  "        super().__init__()",
  '        print("made")',
];
const rows: readonly (readonly [what: string, made: PythonFactory])[] = [
  ["an expression over its names", { setup: { setup: MINE, factory: "lambda: Mine()" } }],
  [
    "the function of its module",
    { setup: { setup: [...MINE, "asyncio.new_event_loop = Mine"] }, factory: "new_event_loop" },
  ],
  [
    "names that the program has as well",
    {
      setup: {
        setup: ["trace = log = loop = 5", ...MINE],
        factory: "Mine if trace == 5 else None",
      },
    },
  ],
  [
    "lines that cannot stand in a function",
    { setup: { setup: ["from asyncio import *", ...MINE], factory: "Mine" } },
  ],
  [
    "texts over several lines",
    { setup: { setup: ['TEXT = """a', ' b"""', ...MINE], factory: 'TEXT == "a\\n b" and Mine' } },
  ],
];

describe("a script over a loop that needs something first", function () {
  this.timeout(60_000);

  for (const [what, made] of rows)
    it(`runs with ${what}`, () => {
      const { stdout, stderr, status } = spawnSync(DEFAULTS.python, ["-"], {
        input: pythonScript(stopped, made),
        encoding: "utf8",
      });
      expect(stderr).to.equal("");
      expect(stdout).to.equal("made\n");
      expect(status).to.equal(0);
    });

  it("is the one that the edits make of a script over asyncio", () => {
    const some = allCases.filter((_kase, index) => index % 40 === 0);
    for (const [, made] of rows)
      for (const kase of some) {
        const edited = factoryEdits(made).reduce(
          (script, [from, to]) => script.replace(from, () => to),
          pythonScript(kase),
        );
        expect(edited, kase.id).to.equal(pythonScript(kase, made));
      }
  });

  it("runs asyncio.run() on loops of another module, also where it prints its trace", () => {
    const program: Program = {
      fns: { work: { kind: "coroutine", body: [] } },
      main: [{ op: "do", what: { run: { call: "work" } }, show: "ran" }],
    };
    // Another module that has a loop's class.
    const made = { module: "unittest.async_case", factory: "asyncio.SelectorEventLoop" };
    const scripted = { program, expect: { trace: [] }, header: [] };
    const { stdout, stderr } = spawnSync(DEFAULTS.python, ["-"], {
      input: pythonScriptOf(scripted, made),
      encoding: "utf8",
    });
    expect(stderr).to.equal("");
    expect(stdout).to.equal("work\nran=None\n");
  });
});
