import { expect } from "chai";
import { columnsOf } from "./columns.ts";
import { explainCommand, rerunCommand, scriptFor, whyNoScript } from "./commands.ts";
import { ReportError } from "./errors.ts";
import { sampleDocument } from "./testing/sample-document.ts";

describe("columns of a report", () => {
  it("are called by their id where that is enough", () => {
    expect(columnsOf([sampleDocument()]).map((column) => column.label)).to.deep.equal([
      "reference",
      "python:loop_1",
      "python:loop_2",
    ]);
  });

  it("add what differs, the version first, where several have one id", () => {
    const options = { implementations: 1, cases: 4 };
    const documents = ["1.0", "2.0", "2.0"].map((version, i) =>
      sampleDocument({ ...options, version, startedAt: `2026-05-0${i + 1}T10:00:00Z` }),
    );
    expect(columnsOf(documents).map((column) => column.label)).to.deep.equal([
      "reference · 1.0",
      "reference · 2.0 · 2026-05-02T10:00:00Z",
      "reference · 2.0 · 2026-05-03T10:00:00Z",
    ]);
  });

  it("are refused where one document is given twice", () => {
    expect(() => columnsOf([sampleDocument(), sampleDocument()])).to.throw(
      ReportError,
      /reference are given twice/,
    );
  });
});

describe("commands in a report", () => {
  it("name the implementation as the run did, each word quoted where a shell would split it", () => {
    const implementation = { id: "exec:x", arguments: ["-i", "exec:node 'a b.js'; rm -rf /"] };
    expect(explainCommand(implementation, "stop/x")).to.equal(
      `loopspec explain stop/x -i 'exec:node '"'"'a b.js'"'"'; rm -rf /'`,
    );
    expect(rerunCommand({ id: "reference" }, "stop/x")).to.equal(
      "loopspec run --select stop/x -i reference",
    );
  });

  it("carry the script of the implementation's language, changed to make its loop", () => {
    const text = {
      scripts: { typescript: "new Loop()", python: "loop = asyncio.new() # asyncio.new()" },
    };
    const edits = {
      language: "python",
      replace: [["asyncio.new()", "$&.x()"]] as [string, string][],
    };
    expect(scriptFor(text, { scriptEdits: edits })).to.deep.equal({
      language: "python",
      text: "loop = $&.x() # asyncio.new()",
    });
    expect(scriptFor(text, {})?.language).to.equal("python");
    expect(scriptFor({}, {})).to.equal(undefined);
    expect(scriptFor(undefined, {})).to.equal(undefined);
  });

  it("carry no script of Python for a loop of JavaScript, and say why there is none", () => {
    const loop = { language: "JavaScript" };
    const python = { scripts: { python: "import asyncio" } };
    expect(scriptFor(python, loop)).to.equal(undefined);
    expect(scriptFor({ scripts: { ...python.scripts, typescript: "x" } }, loop)?.text).to.equal(
      "x",
    );
    const edits = { language: "javascript", replace: [] };
    const text = { ...python, unscripted: { javascript: "the case uses threads" } };
    expect(scriptFor(text, { ...loop, scriptEdits: edits })).to.equal(undefined);
    expect(whyNoScript(text, { ...loop, scriptEdits: edits })).to.equal("the case uses threads");
    expect(whyNoScript(text, {})).to.equal(undefined);
  });
});
