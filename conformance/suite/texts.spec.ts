import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { caseTexts } from "./texts.ts";

describe("the texts of cases in a result document", () => {
  it("have program and script where they are asked for, and what a diff needs everywhere", () => {
    const [asked, other] = allCases;
    const texts = caseTexts([asked!, other!], new Set([asked!.id]));
    expect(texts[asked!.id]?.program).to.be.a("string");
    expect(texts[asked!.id]?.scripts?.python).to.include("import asyncio");
    expect(texts[other!.id]).to.have.all.keys("needs", "digest", "operations", "definedAt");
    expect(texts[other!.id]?.definedAt?.file).to.equal(other!.file);
  });
});
