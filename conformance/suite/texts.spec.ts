import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { caseTexts, clauseTexts } from "./texts.ts";

describe("the texts of cases in a result document", () => {
  it("have program and script where they are asked for, and what a diff needs everywhere", () => {
    const [asked, other] = allCases;
    const texts = caseTexts([asked!, other!], new Set([asked!.id]), new Set(["python"]));
    expect(texts[asked!.id]?.program).to.be.a("string");
    expect(texts[asked!.id]?.scripts?.python).to.include("import asyncio");
    expect(texts[other!.id]).to.have.all.keys("needs", "digest", "operations", "definedAt");
    expect(texts[other!.id]?.definedAt?.file).to.equal(other!.file);
  });
});

describe("the texts of clauses in a result document", () => {
  const urlIn = (id: string, judged: readonly string[]) => clauseTexts(judged)[id]?.url;

  it("name the entry, its anchor, and its address in the edition that was judged", () => {
    const text = clauseTexts(["3.11.7"])["stop.ends-run"];
    expect(text).to.include({
      entry: "loop.stop()",
      anchor: "asyncio.loop.stop",
      url: "https://docs.python.org/3.11/library/asyncio-eventloop.html#asyncio.loop.stop",
      basis: "chapter",
    });
  });

  it("lead to the first edition judged in which the clause holds, else to one in which it does", () => {
    const id = "get-event-loop.not-auto-created";
    expect(urlIn(id, ["3.11.7", "3.14.2"])).to.include("/3.14/");
    expect(urlIn(id, ["3.11.7"])).to.include("/3.15/");
  });
});
