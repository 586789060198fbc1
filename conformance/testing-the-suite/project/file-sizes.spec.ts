/** No file is too long to be read at once, no docstring cites more clauses than it explains, one word means one type. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";

const MAX_LINES = 300;
const MAX_CLAUSES = 3;

/** Files that are longer, and why. */
const LONGER: Readonly<Record<string, string>> = {
  "reference/loop/event-loop.ts":
    "the class of the chapter: one short method after the other, in the chapter's order",
  "conformance/cases/index.ts": "a list that the build writes",
};

const files = ["reference", "conformance", "reports", "python/build"].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    // Installed, and made by the build of the mutation tests.
    .filter((file) => !/(^|\/)(node_modules|mutation\/(build|reports|tools))\//.test(file))
    .filter((file) => /\.(ts|cts|mts|js|cjs|mjs|css)$/.test(file)),
);
const textOf = (file: string) => readFileSync(join(packageRoot, file), "utf8");

describe("files", () => {
  it("are found in every folder", () => {
    expect(files.length).to.be.greaterThan(900);
  });

  it(`have at most ${MAX_LINES} lines, but for those that are argued`, () => {
    const long = files.filter((file) => textOf(file).split("\n").length - 1 > MAX_LINES);
    expect(long).to.have.members(Object.keys(LONGER));
  });

  it(`have docstrings that cite at most ${MAX_CLAUSES} clauses: other tags stand at the lines that they explain`, () => {
    const tooMany = files
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
      .flatMap((file) =>
        [...textOf(file).matchAll(/\/\*\*[\s\S]*?\*\//g)]
          .filter(([text]) => (text.match(/@clause/g)?.length ?? 0) > MAX_CLAUSES)
          .map(([text]) => `${file}: ${text.split("\n")[1]?.trim()}`),
      );
    expect(tooMany).to.deep.equal([]);
  });
});

describe("the vocabulary of ARCHITECTURE.md", () => {
  const [, table = ""] = textOf("ARCHITECTURE.md").split("## Vocabulary");
  const types = [...(table.split("\n## ")[0] ?? "").matchAll(/\(`([A-Z]\w+)`/g)].map(
    ([, name]) => name,
  );
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"));

  it("names types that exist, each once in a room", () => {
    expect(types).to.include.members([
      "Judgement",
      "Attempt",
      "CaseOutcome",
      "CaseResult",
      "Session",
    ]);
    const found = types.map((name) =>
      sources.filter(
        (file) =>
          !file.startsWith("reference/") &&
          new RegExp(`^export (interface|type|class) ${name}\\b`, "m").test(textOf(file)),
      ),
    );
    for (const [index, places] of found.entries()) {
      const rooms = places.map((file) => file.split("/")[0]);
      expect(places, types[index]).not.to.deep.equal([]);
      expect(new Set(rooms).size, `${types[index]}: ${places}`).to.equal(rooms.length);
    }
  });
});
