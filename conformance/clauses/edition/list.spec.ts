import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { InventoryError, inventoryNames } from "./inventory.ts";
import { editionList, listText } from "./list.ts";
import { PageError } from "./page.ts";
import { fixtureFolder, fixtureInventory } from "./testing/fixture.ts";

const TURN = { anchor: "turning.turn", paragraphs: ["Turns."] };
const HALT = { anchor: "turning.halt", paragraphs: ["Halts."] };
const LOOP = "library/asyncio-turning";

describe("inventoryNames", () => {
  it("reads names with role, page and anchor, and passes over what is not of Python", () => {
    expect(inventoryNames(fixtureInventory({ [LOOP]: [TURN] }))).to.deep.equal([
      { name: "turning.turn", role: "method", page: LOOP, anchor: "turning.turn" },
    ]);
  });

  it("refuses another layout, and lines that are not compressed", () => {
    const refused = (text: string) => () => inventoryNames(Buffer.from(text));
    expect(refused("# Sphinx inventory version 1\n")).to.throw(InventoryError, "version 2");
    expect(refused("# Sphinx inventory version 2\n#\n#\n#\nplain\n")).to.throw(
      InventoryError,
      "compressed",
    );
  });
});

describe("editionList", () => {
  let folder: string;
  beforeEach(() => {
    folder = fixtureFolder("3.20.1", { [LOOP]: [TURN, HALT], "library/other": [TURN, HALT] });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("lists the pages on asyncio whole, and of others what is cited", () => {
    const cited = { page: "library/other", title: "Other", heading: "H", anchor: "turning.halt" };
    const { edition, release, pages } = editionList("3.20", folder, [cited]);
    expect({ edition, release }).to.deep.equal({ edition: "3.20", release: "3.20.1" });
    expect(Object.keys(pages)).to.eql([LOOP, "library/other"]);
    expect(Object.keys(pages[LOOP]!.anchors)).to.eql([
      "turning-loops",
      "turning.turn",
      "turning.halt",
    ]);
    expect(Object.keys(pages["library/other"]!.anchors)).to.eql(["turning-loops", "turning.halt"]);
  });

  it("is written one anchor a line, and read back", () => {
    const list = editionList("3.20", folder, []);
    expect(JSON.parse(listText(list))).to.deep.equal(list);
    expect(
      listText(list)
        .split("\n")
        .filter((line) => line.startsWith('"turning')),
    ).to.have.lengthOf(3);
  });

  it("notices an inventory that names what the page lacks", () => {
    const inventory = fixtureInventory({ [LOOP]: [TURN, { ...HALT, anchor: "turning.gone" }] });
    writeFileSync(join(folder, "objects.inv"), inventory);
    expect(() => editionList("3.20", folder, [])).to.throw(PageError, "#turning.gone");
  });

  it("refuses a folder without an inventory", () => {
    rmSync(join(folder, "objects.inv"));
    expect(() => editionList("3.20", folder, [])).to.throw(PageError, "objects.inv");
  });
});
