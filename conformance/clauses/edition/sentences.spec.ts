import { expect } from "chai";
import { sentencesOf } from "./sentences.ts";

describe("sentencesOf", () => {
  for (const [paragraph, sentences] of [
    ["", []],
    ["One. Two? Three!", ["One.", "Two?", "Three!"]],
    ["No stop at its end", ["No stop at its end"]],
    ["Call a.b.c() now. Then f(1.5).", ["Call a.b.c() now.", "Then f(1.5)."]],
    [
      "Some (e.g. this) are one. Others, i.e. those, too.",
      ["Some (e.g. this) are one.", "Others, i.e. those, too."],
    ],
    ['He said "stop." It did.', ['He said "stop."', "It did."]],
    ["A list follows: it has items.", ["A list follows: it has items."]],
  ] as const) {
    it(`finds ${sentences.length} in ${JSON.stringify(paragraph)}`, () => {
      expect(sentencesOf(paragraph)).to.deep.equal(sentences);
    });
  }
});
