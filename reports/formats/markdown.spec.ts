import { expect } from "chai";
import { marked, type Token } from "marked";
import { EVERY, GATED } from "../testing/format-documents.ts";
import { hostileDocument } from "../testing/hostile-document.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { formatMarkdown } from "./markdown.ts";

describe("Markdown", () => {
  const walk = (tokens: Token[]): Token[] =>
    tokens.flatMap((token) => [token, ...walk("tokens" in token ? (token.tokens ?? []) : [])]);

  it("shows score, gate, deviations and comparison", () => {
    const text = formatMarkdown([EVERY], GATED);
    expect(text).to.match(
      /^## ❌ loopspec: the gate does not hold: 4 deviations \(4 cases\) and 3 other problems\n/,
    );
    expect(text).to.include("**1 / 6**");
    expect(text).to.include("<code>e.json:3</code>");
    expect(text).to.include("loopspec explain v/fail -i python:mine");
    expect(formatMarkdown([sampleDocument()])).to.match(/```diff\n {2}outer/);
  });

  it("says why an implementation could not be started", () => {
    const failure = { code: "x", message: "No module named 'y'", hint: "Install y." };
    const broken = sampleDocumentOf([{ ...sampleImplementationOf("y", {}), failure }]);
    const text = formatMarkdown([broken]);
    expect(text).to.include("<code>y</code> could not be started");
    expect(text).to.include("Install y.");
  });

  it("gives a hostile document no structure, no link, no picture and no script", () => {
    const text = formatMarkdown([hostileDocument()]);
    const tokens = walk(marked.lexer(text));
    const html = tokens.filter((token) => token.type === "html").map((token) => token.raw.trim());
    const ours = /^(<\/?(details|summary|code|br)>|<details><summary>.*<\/summary>)*$/s;
    const markup = html.flatMap((raw) => raw.match(/<[^>]*>/g) ?? []);
    expect(markup.filter((tag) => !ours.test(tag))).to.deep.equal([]);
    const kinds = new Set(tokens.map((token) => token.type));
    for (const kind of ["link", "image", "list", "del", "em"]) expect(kinds).not.to.include(kind);
  });

  it("has the smallest case's script, the link, and the other cases folded away", () => {
    const mine = sampleImplementationOf("mine", { "a/1": "fail", "a/2": "fail", "b/1": "pass" });
    const clause = Object.values(sampleDocument().clauses!)[0]!;
    const url = "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.stop";
    const document = sampleDocumentOf([mine], {
      clauses: { "a.clause": { ...clause, entry: "loop.stop()", url } },
      cases: { "a/1": { operations: 9 }, "a/2": { operations: 2, scripts: { python: "go()" } } },
    });
    const text = formatMarkdown([document]);
    expect(text).to.include(`<a href="${url}">`);
    expect(text).to.include("```python\ngo()\n```");
    expect(text).to.include("<details><summary>and 1 more</summary>\n\n<code>a/1</code>");
  });

  it("prints scripts whole or not at all, and stays below 100 kB for five loops", () => {
    const ids = Array.from({ length: 40 }, (_, i) => `area-${i}/1`);
    const fails = Object.fromEntries(ids.map((id) => [id, "fail" as const]));
    const script = `${"print(1)  # a line of a script\n".repeat(130)}last()\n`;
    const texts = Object.fromEntries(ids.map((id) => [id, { scripts: { python: script } }]));
    const loops = ["a", "b", "c", "d", "e"].map((name) => sampleImplementationOf(name, fails));
    for (const loop of loops)
      for (const result of loop.results) result.clauses = [result.case.replace("/", ".")];
    const text = formatMarkdown([sampleDocumentOf(loops, { cases: texts })]);
    expect(Buffer.byteLength(text)).to.be.within(40_000, 100_000);
    const printed = text.split("```python").slice(1);
    expect(printed.length).to.be.within(5, 15);
    for (const each of printed) expect(each).to.match(/\nlast\(\)\n+```/);
  });

  it("stays small enough for a job summary, and says what it leaves out", () => {
    const text = formatMarkdown([sampleDocument({ implementations: 80, cases: 400 })]);
    expect(Buffer.byteLength(text)).to.be.below(1_000_000);
    expect(text).to.match(/… [\d,]+ parts left out/);
  }).timeout(30_000);
});
