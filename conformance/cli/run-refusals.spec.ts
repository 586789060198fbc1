import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../reports/index.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

const documentIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as ResultsDocument;

describe("loopspec run", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const out = (name: string) => join(scratch(), name);

  describe("refuses with exit code 2, saying what to do,", () => {
    const rows: readonly [string, readonly string[], string, string][] = [
      ["an unknown option", ["run", "--no-such-option"], "unknown option", "loopspec run --help"],
      ["an unknown command", ["frobnicate"], "unknown command `frobnicate`", "loopspec --help"],
      [
        "a glob that matches nothing",
        ["run", "--select", "no-such-clause.*"],
        "matches no case",
        "loopspec list cases",
      ],
      [
        "an unknown kind of implementation",
        ["run", "-i", "perl:AnyEvent"],
        "unknown implementation `perl:AnyEvent`",
        "exec:COMMAND",
      ],
      [
        "an unknown variant of the reference loop",
        ["run", "-i", "reference:quick"],
        "unknown variant",
        "virtual, thread, poll, host",
      ],
      [
        "a Python module that is no name",
        ["run", "-i", "python:os; exit()"],
        "names no Python module",
        "python:MODULE",
      ],
      [
        "a module that is not there",
        ["run", "-i", "module:./nowhere.js"],
        "there is no file `./nowhere.js`",
        "adapter",
      ],
      ["a command that cannot be split", ["run", "-i", "exec:node 'x"], "cannot split", "Quote it"],
      [
        "an implementation named twice",
        ["run", "-i", "reference", "-i", "reference"],
        "named twice",
        "once",
      ],
      [
        "an unknown capability",
        ["run", "--without", "magic"],
        "unknown capability `magic`",
        "threads",
      ],
      [
        "a level that does not exist",
        ["run", "--level", "OUGHT"],
        "Expected one of MUST",
        "--help",
      ],
      ["a number of jobs below 1", ["run", "--jobs", "0"], "at least 1", "--help"],
      [
        "a limit that is no number",
        ["run", "--timeout", "soon"],
        "number of seconds above 0",
        "--help",
      ],
      ["an edition before the first", ["run", "--edition", "2.7"], "from edition 3.8 on", "--help"],
      ["a module without a path", ["run", "-i", "module:"], "names no module", "adapter"],
      ["a capability misspelt", ["run", "--without", "thread"], "unknown", "Did you mean"],
      ["a word too many", ["run", "uvloop"], "too many arguments", "-i python:uvloop"],
      ["more drivers than fit", ["run", "--jobs", "1000000"], "at most 1000", "--help"],
      ["milliseconds for a limit", ["run", "--timeout", "1e9"], "at most 86400: a day", "--help"],
      [
        "implementations in one option",
        ["run", "-i", "reference,python:asyncio"],
        "names 2 implementations",
        "`-i reference -i python:asyncio`",
      ],
      [
        "a report of a run",
        ["run", "--html", "x.html"],
        "unknown option",
        "loopspec report RESULTS --html FILE",
      ],
      [
        "a command that is not quoted",
        ["run", "-i", "exec:./driver", "--fast"],
        "unknown option",
        "`-i 'exec:./driver --fast'`",
      ],
      ["help for what is no command", ["help", "runn"], "unknown command `runn`", "mean `run`"],
      ["a format as a command", ["badge", "x"], "unknown command", "report RESULTS --badge FILE"],
      ["a command by another name", ["compare", "a", "b"], "unknown command", "loopspec diff"],
      [
        "a format by its name",
        ["report", "x", "--format", "html"],
        "unknown option",
        "--html FILE",
      ],
      [
        "an update that writes nothing",
        ["expect", "update", "--dry-run"],
        "unknown",
        "expect check",
      ],
      ["a list of nothing", ["list"], "clauses|cases|methods|implementations", "--help"],
      [
        "a choice among methods",
        ["list", "methods", "--select", "x"],
        "--select",
        "lists them all",
      ],
      ["a file to explain", ["explain", "package.json"], "neither", "`loopspec report` reads"],
      ["a method to explain", ["explain", "loop.call_soon()"], "neither", "--select 'call-soon.*'"],
      ["several cases to explain", ["explain", "call-soon/*"], "neither", "--select 'call-soon/*'"],
      ["an empty reason", ["expect", "update", "--reason", " "], "--reason is empty", "leave the"],
      ["a folder of configurations", ["run", "--config", "docs"], "is a folder", "loopspec.config"],
      ["an edition that is none", ["run", "--edition", "latest"], "X.Y", "--help"],
      ["a shard out of range", ["run", "--shard", "5/4"], "I from 1 to N", "--help"],
      ["a clock that does not exist", ["run", "--clock", "lunar"], "`real` or `virtual`", "--help"],
      [
        "a choice that leaves nothing",
        ["run", "--select", "call-soon.fifo", "--level", "INFO"],
        "no case is left",
        "Widen",
      ],
      [
        "an expectations file that is not there",
        ["run", "--expect", "nowhere.json"],
        "nowhere.json",
        "",
      ],
      [
        "a configuration that is not there",
        ["run", "--config", "nowhere.json"],
        "there is no file `nowhere.json`",
        "loopspec init",
      ],
      [
        "--resume where nothing was run",
        ["run", "--resume", "--out", "/nonexistent/loopspec"],
        "results.json",
        "",
      ],
    ];
    for (const [what, argv, message, hint] of rows) {
      it(what, async () => {
        const { code, err } = await loopspec(...argv);
        expect(code).to.equal(2);
        expect(err).to.include(message);
        expect(err).to.include(hint);
      });
    }
  });

  describe("ends with exit code 3 for an implementation that cannot start,", () => {
    const rows: readonly [string, readonly string[], string][] = [
      [
        "a driver that speaks no protocol",
        ["-i", fakeSpec("garbage-at-hello")],
        "which is not JSON",
      ],
      ["a driver that dies", ["-i", fakeSpec("dies-at-hello")], "no such library"],
      [
        "a driver that says nothing",
        ["-i", fakeSpec("silent-at-hello"), "--start-timeout", "0.3"],
        "did not answer `hello` within 0.3 s",
      ],
      ["a driver of another version", ["-i", fakeSpec("other-protocol")], "version 7"],
      ["a driver that gives up", ["-i", fakeSpec("fatal")], "Traceback: m"],
      [
        "a command that does not exist",
        ["-i", "exec:loopspec-no-such-program"],
        "there is no program `loopspec-no-such-program`",
      ],
      [
        "an interpreter that does not exist",
        ["-i", "python:asyncio", "--python", "/no/such/python"],
        "there is no program `/no/such/python`",
      ],
      [
        "a folder for an interpreter",
        ["-i", "python:asyncio", "--python", "./docs"],
        "`./docs` is no program that may be started",
      ],
      [
        "a file that may not be executed",
        ["-i", "exec:./package.json"],
        "`./package.json` is no program that may be started",
      ],
    ];
    it("says so on standard error where no summary is printed", async () => {
      const spec = fakeSpec("fatal");
      const folder = out("quiet");
      const ran = await loopspec("run", "--out", folder, "-i", spec, "--quiet");
      expect([ran.code, ran.out]).to.deep.equal([3, ""]);
      expect(ran.err).to.include("Traceback: m");
    });
    for (const [what, argv, message] of rows) {
      it(what, async () => {
        const folder = out(what);
        const {
          code,
          out: said,
          err,
        } = await loopspec("run", "--out", folder, "--select", "call-soon.fifo", ...argv);
        expect(code).to.equal(3);
        // Standard output is no terminal here: the error has to reach the screen beside the summary.
        expect(said).to.include(message);
        expect(err).to.include(message);
        const document = documentIn(folder);
        expect(document.complete).to.equal(false);
        expect(document.implementations[0]?.failure?.message).to.be.a("string");
        expect(
          document.implementations[0]?.results.every(({ verdict }) => verdict === "not-run"),
        ).to.equal(true);
      });
    }
  });
});
