import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { scriptFor } from "../commands.ts";
import type { ResultsDocument } from "../document.ts";
import { accessFaults } from "../testing/access-faults.ts";
import { describeInBrowser } from "../testing/browser.ts";
import { hostileDocument } from "../testing/hostile-document.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { writeFiles } from "../write.ts";
import type { AtlasEntry } from "./entry.ts";
import { atlasSite } from "./site.ts";

const COMMAND = "npm run atlas";

/** The first loop of a sample passes everything. */
const second = (document: ResultsDocument): ResultsDocument => ({
  ...document,
  implementations: document.implementations.slice(1, 2),
});

/** A loop of the atlas with sample results. */
const entry = (name: string, seed: number): AtlasEntry => ({
  name,
  label: name,
  about: "a sample",
  home: "https://loop.example/",
  document: second(sampleDocument({ implementations: 2, cases: 60, seed })),
});

const ENTRIES: readonly AtlasEntry[] = [
  entry("first", 1),
  entry("second", 2),
  { name: "gone", label: "gone", about: "a package that is gone", problem: "pip found <nothing>" },
];

const contentOf = (entries: readonly AtlasEntry[], path: string): string =>
  atlasSite(entries, COMMAND).find((file) => file.path === path)?.content ?? "";

describe("the site of the atlas", () => {
  it("has a page, a badge and marks for every loop that was judged", () => {
    const paths = atlasSite(ENTRIES, COMMAND).map(({ path }) => path);
    expect(paths).to.include.members(["index.html", "loops/first.html", "loops/second.html"]);
    expect(paths).to.include.members(["badges/first.svg", "compare.html", "ATLAS.md"]);
    expect(paths).not.to.include("loops/gone.html");
  });

  it("names a loop that could not be judged, with the reason", () => {
    expect(contentOf(ENTRIES, "loops.html")).to.include("pip found &lt;nothing&gt;");
    expect(contentOf(ENTRIES, "ATLAS.md")).to.include("- gone: pip found");
  });

  it("links every mark to a place that exists", () => {
    const marks = [
      ...contentOf(ENTRIES, "index.html").matchAll(/href="loops\/(\w+)\.html#([^"]+)"/g),
    ];
    expect(marks.length).to.be.above(0);
    for (const [, name, anchor] of marks)
      expect(contentOf(ENTRIES, `loops/${name}.html`)).to.include(`id="${anchor}"`);
  });

  it("has the scripts that a loop's page links to, once where versions have one in common", () => {
    const entries = [...ENTRIES, entry("again", 2)];
    const text = contentOf(entries, "scripts.js").replace(/^globalThis\.ATLAS_SCRIPTS = /, "");
    const { paragraphs, scripts, shown } = JSON.parse(text.replace(/;\n$/, ""));
    const page = contentOf(entries, "loops/second.html");
    const links = [...page.matchAll(/href="\.\.\/script\.html#second\/([^"]+)"/g)];
    expect(links).not.to.deep.equal([]);
    for (const [, id] of links) {
      const found = (loop: string) =>
        shown.find((row: string[]) => row[0] === loop && row[1] === decodeURIComponent(id!));
      expect(found("again")[2]).to.equal(found("second")[2]);
      const parts: number[] = scripts[found("second")[2]];
      expect(parts.map((part) => paragraphs[part])).not.to.include(undefined);
    }
    expect(new Set(paragraphs)).to.have.length(paragraphs.length);
  });

  it("tells a sentence as the newest edition has it, and on a loop's page as its own has", () => {
    const edition = (name: string, number: string): AtlasEntry => {
      const { document, ...rest } = entry(name, 2);
      if (document === undefined) throw new Error("a sample has a document");
      const text = JSON.stringify(document).replaceAll(
        /docs\.example\/3\.\d+/g,
        `docs.example/${number}`,
      );
      const changed = JSON.parse(text) as ResultsDocument;
      changed.implementations[0]!.edition = number;
      return { ...rest, document: changed };
    };
    const entries = [edition("old", "3.9"), edition("new", "3.13")];
    expect(contentOf(entries, "index.html")).to.match(/docs\.example\/3\.13/);
    expect(contentOf(entries, "index.html")).not.to.match(/docs\.example\/3\.9/);
    expect(contentOf(entries, "loops/old.html")).not.to.match(/docs\.example\/3\.13/);
  });

  it("gives each loop a mark for each sentence", () => {
    const text = contentOf(ENTRIES, "data.js").replace(/^globalThis\.ATLAS = /, "");
    const { loops, clauses } = JSON.parse(text.replace(/;\n$/, ""));
    expect(loops.map(({ name }: { name: string }) => name)).to.deep.equal(["first", "second"]);
    for (const { marks } of loops) expect(marks).to.have.length(clauses.length);
  });

  it("tells what changed between the versions of a loop, in their order", () => {
    const version = (name: string, text: string, seed: number): AtlasEntry => {
      const { document, ...rest } = { ...entry(name, seed), label: "loop" };
      if (document === undefined) throw new Error("a sample has a document");
      const [implementation] = document.implementations;
      const implementations = [{ ...implementation!, version: text }];
      return { ...rest, document: { ...document, implementations } };
    };
    const page = contentOf([version("b", "1.10.0", 1), version("a", "1.9.0", 2)], "history.html");
    expect(page.indexOf('<th scope="col">1.9.0'))
      .to.be.above(0)
      .and.below(page.indexOf('<th scope="col">1.10.0'));
    expect(contentOf(ENTRIES, "history.html")).to.include("No loop was judged in several versions");
  });

  it("refuses two loops with one name, and a name that is no file's", () => {
    expect(() => atlasSite([entry("same", 1), entry("same", 2)], COMMAND)).to.throw("two loops");
    expect(() => atlasSite([entry("../up", 1)], COMMAND)).to.throw("no name");
  });

  it("needs nothing judged", () => {
    expect(contentOf([], "index.html")).to.include("0 sentences, 0 loops");
  });
});

describeInBrowser("the atlas in a browser", (browser) => {
  let folder = "";
  const write = (entries: readonly AtlasEntry[]) =>
    writeFiles(
      atlasSite(entries, COMMAND).map(({ path, content }) => ({
        path: join(folder, path),
        content,
      })),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(os.tmpdir(), "loopspec-atlas-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const PAGES = [
    "index.html",
    "loops.html",
    "loops/first.html",
    "compare.html",
    "history.html",
    "about.html",
    "script.html",
  ];

  for (const colorScheme of ["light", "dark"] as const)
    it(`is accessible, in ${colorScheme} colours and on a narrow screen`, async () => {
      write(ENTRIES);
      for (const path of PAGES) {
        const viewport = { width: 390, height: 800 };
        const opened = await browser.openPath(join(folder, path), "", { colorScheme, viewport });
        expect(await accessFaults(opened.page), path).to.deep.equal([]);
        expect(opened.complaints, path).to.deep.equal([]);
        const width = await opened.page.evaluate("document.documentElement.scrollWidth");
        expect(width, path).to.equal(390);
      }
    });

  it("filters the chapter by words and by broken sentences, and keeps that in the address", async () => {
    write(ENTRIES);
    const { page } = await browser.openPath(join(folder, "index.html"));
    const shown = () => page.locator("li[data-clause]:visible").count();
    const all = await shown();
    await page.check("#only-broken");
    const broken = await shown();
    expect(broken).to.be.within(1, all - 1);
    await page.fill("#words", "no such words anywhere");
    expect(await shown()).to.equal(0);
    expect(await page.evaluate("location.search")).to.include("broken=1");
    await page.reload();
    expect(await shown()).to.equal(0);
  });

  it("compares the loops that the address names, in words", async () => {
    write(ENTRIES);
    const path = join(folder, "compare.html");
    const { page } = await browser.openPath(path, "#first,second");
    expect(await page.textContent("#answer h2")).to.match(/^From first .* to second /);
    expect(await page.textContent("#answer .headline")).to.include("If you move from first");
    await page.selectOption("#to-0", "first");
    expect(await page.textContent("#answer")).to.equal("Choose two different loops.");
  });

  it("shows a script whole, by a link of the loop's page, and says where there is none", async () => {
    write(ENTRIES);
    const { page, complaints } = await browser.openPath(join(folder, "loops/second.html"));
    const link = page.locator('a[href*="script.html#"]').first();
    const id = await link.locator("code").textContent();
    await link.click();
    await page.waitForSelector("#text:visible");
    expect(await page.textContent("h1")).to.match(new RegExp(`^Script of ${id} on second`));
    const { document } = ENTRIES[1]!;
    const script = scriptFor(document?.cases?.[id!], document!.implementations[0]!);
    expect(await page.textContent("#text")).to.equal(script?.text);
    expect(await page.getAttribute("#save", "download")).to.match(/^[\w.-]+\.py$/);
    await page.evaluate('location.hash = "#second/100%"');
    await page.waitForSelector("#missing:visible");
    expect(await page.isVisible("#text")).to.equal(false);
    expect(complaints).to.deep.equal([]);
  });

  it("runs nothing that a document brings", async () => {
    const document = hostileDocument();
    const one = { ...document, implementations: document.implementations.slice(0, 1) };
    write([{ name: "hostile", label: "hostile", about: "a sample", document: one }]);
    for (const path of [
      "index.html",
      "loops.html",
      "loops/hostile.html",
      "compare.html",
      "script.html",
    ]) {
      const { page, complaints } = await browser.openPath(join(folder, path));
      expect(await page.evaluate("globalThis.ranHostile"), path).to.equal(undefined);
      expect(complaints, path).to.deep.equal([]);
    }
  });
});
