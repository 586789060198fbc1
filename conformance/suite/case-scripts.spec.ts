import { resolve } from "node:path";
import { expect } from "chai";
import { formatIssue, scriptFor } from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { Case } from "../language/case.ts";
import { caseScripts, moduleOf, type ScriptLanguage, scriptEdits } from "./case-scripts.ts";
import { resultsDocument } from "./document.ts";

const ADAPTER = "docs/examples/javascript-loop/loopspec-adapter.mjs";
const naive = parseImplementation(`module:${ADAPTER}`, { python: "python3" });
const asyncio = parseImplementation("python:asyncio", { python: "python3" });
const caseOf = (id: string) => allCases.find((kase) => kase.id === id) as Case;
const simple = caseOf("stop/ends-run-timer");
const threads = allCases.find(({ needs }) => needs.includes("threads")) as Case;
const all = new Set<ScriptLanguage>(["python", "javascript", "typescript"]);

describe("the scripts of a result document", () => {
  it("are printed in the languages of the loops that were judged", () => {
    expect(Object.keys(caseScripts(simple, all).scripts ?? {})).to.deep.equal([...all]);
    const { scripts, unscripted } = caseScripts(threads, new Set<ScriptLanguage>(["javascript"]));
    expect(scripts).to.deep.equal({});
    expect(unscripted?.javascript).to.include("JavaScript cannot send a function");
  });

  it("import the loop's own module", () => {
    const edits = scriptEdits(naive)!;
    const script = scriptFor(caseScripts(simple, all), { scriptEdits: edits });
    expect(script?.language).to.equal("javascript");
    expect(script?.text).to.include(`import { adapter } from "./${ADAPTER}";`);
  });

  it("name modules in other folders so that an import finds them", () => {
    expect(moduleOf({ spec: `module:${resolve(ADAPTER)}` })).to.equal(`./${ADAPTER}`);
    expect(moduleOf({ spec: "module:../beside/x.mjs" })).to.equal("../beside/x.mjs");
    expect(moduleOf({ spec: "module:/far/away/x.mjs" })).to.match(/^(\.\.\/|file:\/\/\/)/);
    expect(moduleOf({ spec: "python:asyncio" })).to.equal(undefined);
  });

  it("are JavaScript in the bug report of a JavaScript loop, beside a Python loop in the same document", () => {
    const wrong = { verdict: "fail", reason: "trace", message: "no", ms: 1 } as const;
    const observed = {
      outcome: "ok" as const,
      trace: [],
      metrics: {},
      reports: [],
      warnings: [],
      logs: [],
    };
    const hello = (language: string) => ({
      type: "hello" as const,
      protocol: 1,
      implementation: { name: "x", version: "1", language, languageVersion: "1", platform: "p" },
      edition: "3.13",
      capabilities: [],
      clocks: ["real" as const],
      clockResolution: 0.001,
    });
    const outcomes = [naive, asyncio].map((implementation) => ({
      implementation,
      hello: hello(implementation === naive ? "JavaScript" : "Python"),
      edition: "3.13",
      outcomes: [simple, threads].map((kase) => ({ kase, ...wrong, observed })),
    }));
    const document = resultsDocument([simple, threads], outcomes, {
      argv: [],
      startedAt: new Date(0),
      options: {},
      clock: "real",
      interrupted: false,
      controls: [],
    });
    const only = (index: number) => [
      { ...document, implementations: document.implementations.slice(index, index + 1) },
    ];
    expect(formatIssue(only(0), simple.id))
      .to.include("```javascript")
      .and.not.include("```python");
    expect(formatIssue(only(0), threads.id)).to.match(/There is none: .*another thread/);
    expect(formatIssue(only(1), simple.id)).to.include("```python");
  });
});
