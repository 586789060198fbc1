import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { atlasSite, type ResultsDocument } from "../../reports/index.ts";
import { LOOPS } from "./loops.ts";

const folder = join(packageRoot, "docs/atlas");
const suffix = ".json.gz";
const published = readdirSync(folder)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
const textOf = (name: string) =>
  gunzipSync(readFileSync(join(folder, `${name}${suffix}`))).toString("utf8");
const summary = readFileSync(join(folder, "ATLAS.md"), "utf8");

/** Only what is asked here; `readDocument` checks the whole, and takes longer. */
interface Published {
  readonly complete: boolean;
  readonly suite: { readonly digest: string };
  readonly implementations: readonly { readonly id: string }[];
}

describe("the published atlas", () => {
  it("has a document of every row, or says in its summary that there is none", () => {
    const [, others = ""] = summary.split("\n## Not judged\n");
    const told = [...others.matchAll(/^- ([\w.-]+?):/gm)].map(([, name]) => name);
    expect([...published, ...told]).to.have.members(LOOPS.map(({ name }) => name));
    expect(summary).to.include(`from ${published.length} result documents`);
  });

  for (const name of published)
    it(`has the whole document of ${name}, without a folder of the machine`, () => {
      const text = textOf(name);
      const { complete, implementations } = JSON.parse(text) as Published;
      expect(complete).to.equal(true);
      expect(implementations.map(({ id }) => id)).to.deep.equal([name]);
      expect(text).not.to.match(/[" ]\/(?:root|home|Users)\//);
    });

  it("was judged by one suite", () => {
    const digests = published.map((name) => {
      const text = textOf(name);
      return (JSON.parse(text) as Published).suite.digest;
    });
    expect(new Set(digests).size).to.equal(1);
  });

  it("makes a site of less than 8 MB, whose pages of loops have less than 400 kB", function () {
    this.timeout(120_000);
    const entries = LOOPS.filter(({ name }) => published.includes(name)).map((row) => ({
      ...row,
      document: JSON.parse(textOf(row.name)) as ResultsDocument,
    }));
    const files = atlasSite(entries, "npm run atlas");
    const sizeOf = ({ content }: { content: string }) => Buffer.byteLength(content);
    expect(files.reduce((sum, file) => sum + sizeOf(file), 0)).to.be.below(8_000_000);
    const large = files.filter((file) => /^loops\//.test(file.path) && sizeOf(file) > 400_000);
    expect(large.map(({ path }) => path)).to.deep.equal([]);
  });

  it("says by which command it was made", () => {
    expect(summary).to.include("npm run atlas");
    expect(existsSync(join(packageRoot, "docs/atlas.md"))).to.equal(true);
  });
});
