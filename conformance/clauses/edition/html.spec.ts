import { expect } from "chai";
import { findElement, hasClass, parseHtml, textOf } from "./html.ts";

describe("parseHtml", () => {
  it("reads elements, attributes in any quotes, and text with its entities", () => {
    const root = parseHtml(`<p CLASS="a b" id='x' data-n=1>1 &lt; 2 &amp; 3&#33;&#x21;&nope;</p>`);
    const p = findElement(root, ({ tag }) => tag === "p");
    expect(p?.attributes).to.deep.equal({ class: "a b", id: "x", "data-n": "1" });
    expect(textOf(p!)).to.equal("1 < 2 & 3!!&nope;");
    expect([hasClass(p!, "b"), hasClass(p!, "c")]).to.eql([true, false]);
  });

  it("closes what was left open, and passes over what was never opened", () => {
    const root = parseHtml("<ul><li>one<li>two</ul></div><p>after<br>it</p>");
    expect(root.children.map((child) => (typeof child === "string" ? child : child.tag))).to.eql([
      "ul",
      "p",
    ]);
    expect(textOf(root)).to.equal("onetwoafterit");
  });

  it("leaves out comments, scripts and styles, whatever they hold", () => {
    const text = textOf(parseHtml("a<!-- <b> --><script>'</p><i>'</script><style>p>a</style>b"));
    expect(text).to.equal("ab");
  });

  it("takes a lone sign of less as text", () => {
    expect(textOf(parseHtml("<p>1 < 2</p>"))).to.equal("1 < 2");
  });
});
