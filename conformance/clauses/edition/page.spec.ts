import { expect } from "chai";
import { PageError, pageFacts, placesOf } from "./page.ts";
import { fixturePage } from "./testing/fixture.ts";

const PAGE = fixturePage("3.20.1", "Turning loops", [
  {
    anchor: "turning.turn",
    paragraphs: ["Turns it. Once.", "Returns nothing."],
    notes: ["New in version 3.4.", "Changed in version 3.14: Turns <em>left</em>. And back."],
  },
]);

describe("the places of a page", () => {
  it("are its sections and entries, with heading, sentences and version notes", () => {
    const { title, anchors } = pageFacts(PAGE);
    expect(title).to.equal("Turning loops");
    expect(Object.keys(anchors)).to.eql(["turning-loops", "turning.turn"]);
    expect(anchors["turning-loops"]).to.deep.include({
      kind: "section",
      heading: "Turning loops",
      sentences: 2,
      notes: [],
    });
    expect(anchors["turning.turn"]).to.deep.include({
      kind: "entry",
      under: "turning-loops",
      sentences: 3,
      notes: ["added 3.4", "changed 3.14"],
    });
  });

  it("keep no word of the page", () => {
    expect(JSON.stringify(pageFacts(PAGE))).not.to.match(/left|nothing|Once|They do/);
  });

  it("count neither code, captions, file names, version notes nor what is elsewhere", () => {
    const [section, entry] = placesOf(PAGE);
    expect(section?.text).to.eql(["Loops turn.", "They do so, e.g. here, & end."]);
    expect(entry?.text).to.eql(["Turns it.", "Once.", "Returns nothing."]);
  });

  it("have a digest that a changed word changes, and a changed layout does not", () => {
    const digest = (html: string) => pageFacts(html).anchors["turning.turn"]?.digest;
    expect(digest(PAGE.replace("Once.", "Twice."))).not.to.equal(digest(PAGE));
    expect(digest(PAGE.replace("left", "right"))).not.to.equal(digest(PAGE));
    expect(digest(PAGE.replace("Turns it. Once.", "Turns it.\n   Once."))).to.equal(digest(PAGE));
  });

  it("are those of older Sphinx, too, and labels that others may link to", () => {
    const older = PAGE.replace(
      '<section id="turning-loops">',
      '<div class="section" id="turning-loops">',
    )
      .replace("</section>", "</div>")
      .replace("<p>Loops turn.", '<span id="a-label"></span><p>Loops turn.');
    const { anchors } = pageFacts(older);
    expect(Object.keys(anchors)).to.eql(["turning-loops", "a-label", "turning.turn"]);
    expect(anchors["a-label"]?.kind).to.equal("label");
  });

  it("need a main part", () => {
    expect(() => pageFacts("<p>nothing</p>")).to.throw(PageError, "role=main");
  });
});
