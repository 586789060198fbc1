// Writes `index.ts`, the list of all cases, from the folders beside it. The build runs it before the compiler.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const TABLE = /^export const (\w+)(?:: [^=]+)? = table\(/gm;

/** The text of `index.ts`. */
function indexText(folder = __dirname) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.includes("/") && file.endsWith(".ts") && !file.endsWith(".spec.ts"))
    .sort();
  const tables = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(TABLE)].map(([, name]) => ({
      file,
      name,
    })),
  );
  return [
    "/** Every case of the suite. `make-index.cjs` writes this file from the folders: edit those. */",
    'import type { Case } from "../language/case.ts";',
    'import { inFile } from "../language/table.ts";',
    ...tables.map(({ file, name }) => `import { ${name} } from "./${file}";`),
    "",
    "export const allCases: readonly Case[] = [",
    ...tables.map(({ file, name }) => `  ...inFile("conformance/cases/${file}", ${name}),`),
    "];",
    "",
  ].join("\n");
}

if (require.main === module) {
  const path = join(__dirname, "index.ts");
  const text = indexText();
  // Left alone when nothing changed: the compiler goes by the time of the last change.
  if (readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

module.exports = { indexText };
