import { expect } from "chai";
import { sourceLink, sourceText } from "./source.ts";

const URL_ = "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.stop";

describe("the source of a clause", () => {
  it("is shown with its link", () => {
    const clause = { source: "Event Loop › loop.stop(), sentence 1", url: URL_ };
    expect(sourceText(clause)).to.equal(`Event Loop › loop.stop(), sentence 1 ${URL_}`);
    expect(sourceLink(clause)).to.equal(URL_);
  });

  it("is shown alone where the document has no link", () => {
    expect(sourceText({ source: "somewhere" })).to.equal("somewhere");
  });

  for (const url of [
    "javascript:alert(1)",
    "http://docs.python.org/",
    "https://x/ y",
    "https://x/\u202e",
    'https://x/"onclick="x',
    "",
  ]) {
    it(`does not link to ${JSON.stringify(url)}`, () => {
      expect(sourceLink({ url })).to.equal(undefined);
      expect(sourceText({ source: "a\u001bb", url })).to.equal("a␛b");
    });
  }
});
