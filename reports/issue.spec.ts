import { expect } from "chai";
import { marked, type Token } from "marked";
import { ReportError } from "./errors.ts";
import { formatIssue } from "./issue.ts";
import { hostileDocument } from "./testing/hostile-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

const URL = "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.stop";

const mine = sampleImplementationOf("python:mine", {
  "stop/a": "fail",
  "stop/b": "fail",
  "stop/c": "pass",
});
Object.assign(mine.results[1]!, {
  expected: { outcome: "ok", trace: ["outer", "returned"] },
  observed: { outcome: "ok", trace: ["outer", "inner", "returned"] },
  attribution: { to: "implementation", why: "asyncio 3.13.0 passes this case" },
});
const document = sampleDocumentOf([mine], {
  clauses: {
    "stop.clause": {
      says: "A loop that is told to stop runs the batch to its end.",
      heading: "Running",
      source: "Running, sentence 3",
      entry: "loop.stop()",
      url: URL,
      level: "MUST",
      basis: "chapter",
      status: "cases",
    },
  },
  cases: {
    "stop/a": { operations: 9 },
    "stop/b": { operations: 3, scripts: { python: "import asyncio\n" } },
  },
});

describe("a bug report", () => {
  it("has title, sentence with link, script, expected and observed, versions and control", () => {
    const text = formatIssue([document], "stop/b");
    expect(text).to.match(/^# loop\.stop\(\)/);
    expect(text).to.include("> A loop that is told to stop runs the batch to its end.");
    expect(text).to.include(`MUST: <a href="${URL}">`);
    expect(text).to.include("```python\nimport asyncio");
    expect(text).to.include("```diff\n  outer\n+ inner\n  returned\n```");
    expect(text).to.include("asyncio 3.13.0 passes this case. Cause: implementation.");
    expect(text).to.include("Loop: python:mine".replace("python:mine", mine.name));
    expect(text).to.include("loopspec explain stop/b -i python:mine");
  });

  it("of a deviation shows its smallest case, and names the others", () => {
    const text = formatIssue([document], "stop.clause");
    expect(text).to.equal(formatIssue([document], "stop/b"));
    expect(text).to.include("The same in 1 other case</summary>\n\n<code>stop/a</code>");
  });

  it("is refused for what is right, unknown, or wrong on several loops", () => {
    const refused = (id: string, documents = [document]) => {
      try {
        formatIssue(documents, id);
      } catch (error) {
        expect(error).to.be.instanceOf(ReportError);
        return error as ReportError;
      }
      throw new Error("nothing was refused");
    };
    expect(refused("stop/c").hint).to.equal("The deviations are stop.clause.");
    expect(refused("nope").code).to.equal("not-found");
    expect(refused("nope").message).to.match(/have no case, no sentence and no deviation nope/);
    expect(refused("stop/c").message).to.match(/^Nothing is wrong with stop\/c in these results/);
    const other = { ...mine, id: "python:other" };
    const both = sampleDocumentOf([mine, other]);
    expect(refused("stop/a", [both]).message).to.match(
      /on several loops: python:mine, python:other/,
    );
  });

  it("gives a hostile document no structure of its own", () => {
    const hostile = hostileDocument();
    const one = { ...hostile, implementations: hostile.implementations.slice(0, 1) };
    const wrong = one.implementations[0]!.results.find(({ verdict }) => verdict === "fail")!;
    const walk = (tokens: Token[]): Token[] =>
      tokens.flatMap((token) => [token, ...walk("tokens" in token ? (token.tokens ?? []) : [])]);
    const tokens = walk(marked.lexer(formatIssue([one], wrong.case)));
    const kinds = new Set(tokens.map((token) => token.type));
    for (const kind of ["link", "image", "list", "del", "em"]) expect(kinds).not.to.include(kind);
    const html = tokens.filter((token) => token.type === "html").map((token) => token.raw);
    const markup = html.flatMap((raw) => raw.match(/<[^>]*>/g) ?? []);
    expect(markup.filter((tag) => !/^<\/?(details|summary|code|br)>$/.test(tag))).to.deep.equal([]);
  });
});
