import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { emptyProject } from "./testing/installed-package.ts";
import { deadLinks } from "./testing/markdown-links.ts";

const filesBelow = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(ending));

describe("links", function () {
  this.timeout(300_000);
  const scratch = mkdtempSync(join(tmpdir(), "loopspec-links-"));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  describe("of the documents in the package", () => {
    const project = emptyProject();
    const installed = project.path("node_modules/loopspec");
    before(() => project.install());
    after(() => project.remove());

    it("lead to files and headings that are in the package too", () => {
      const documents = filesBelow(installed, ".md");
      expect(documents).to.include.members(["README.md", "docs/quick-start.md"]);
      const dead = documents.flatMap((document) =>
        deadLinks(installed, document).map((link) => `${document}: ${link}`),
      );
      expect(dead).to.deep.equal([]);
    });

    it("are seen to be dead where they are", () => {
      writeFileSync(
        join(scratch, "a.md"),
        "# One two\n[1](b.md) [2](#one-two) [3](#three) [4](a.md#L9)\n",
      );
      expect(deadLinks(scratch, "a.md")).to.deep.equal(["b.md", "#three", "a.md#L9"]);
    });
  });

  describe("of the documentation site", () => {
    const site = join(scratch, "site");
    before(() => {
      mkdirSync(site);
      const typedoc = join(packageRoot, "node_modules/typedoc/bin/typedoc");
      const options = ["--options", "docs/site/typedoc.json", "--out", site];
      const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, ...options], {
        cwd: packageRoot,
        encoding: "utf8",
      });
      // Typedoc's warnings are errors: a link to a file that is not there is one.
      expect(status, stdout + stderr).to.equal(0);
    });

    it("lead to pages and places that it has", () => {
      const pages = filesBelow(site, ".html");
      expect(pages).to.include("documents/quick-start.html");
      const dead = pages.flatMap((page) =>
        deadReferences(site, page).map((link) => `${page}: ${link}`),
      );
      expect(dead).to.deep.equal([]);
    });

    it("reach every page of the documentation from the first", () => {
      const pages = filesBelow(join(packageRoot, "docs"), ".md").map((file) =>
        file.replace(/^.*\//, "").replace(/\.md$/, ""),
      );
      const home = readFileSync(join(site, "index.html"), "utf8").toLowerCase();
      const missing = pages.filter(
        (page) =>
          !["index", "readme"].includes(page.toLowerCase()) &&
          !home.includes(`${page.toLowerCase()}.html`),
      );
      expect(missing.filter((page) => !/^\d{3}-/.test(page))).to.deep.equal([]);
    });
  });
});

/** The references of a page that lead nowhere in the site. */
function deadReferences(site: string, page: string): readonly string[] {
  const html = readFileSync(join(site, page), "utf8");
  const references = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link ?? "");
  return [...new Set(references)].filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : normalize(join(dirname(page), path));
    const text = contentOf(join(site, target));
    if (text === undefined) return true;
    return anchor !== undefined && anchor !== "" && !text.includes(`id="${anchor}"`);
  });
}

const contents = new Map<string, string>();

function contentOf(file: string): string | undefined {
  if (!contents.has(file) && existsSync(file) && statSync(file).isFile())
    contents.set(file, readFileSync(file, "utf8"));
  return contents.get(file);
}
