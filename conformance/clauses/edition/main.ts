/** `npm run edition -- X.Y FOLDER [--write]`: what an edition's pages have that the kept lists have not. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { compareEditions, isEdition } from "../index.ts";
import { differences } from "./compare.ts";
import { keptLists, LISTS } from "./kept.ts";
import { editionList, listText } from "./list.ts";

// Under `node -e` no script stands before the arguments.
const [edition, folder, write] = process.argv.slice(1);
if (edition === undefined || folder === undefined || !isEdition(edition)) {
  console.error("Usage: npm run edition -- X.Y FOLDER-OF-HTML [--write]");
  process.exit(2);
}
const list = editionList(edition, folder);
const before = keptLists().findLast((kept) => compareEditions(kept.edition, edition) < 0);
if (before !== undefined) {
  const found = differences(before, list);
  for (const { kind, place, notes, clauses } of found) {
    console.log(`${kind.padEnd(8)}${place}`);
    for (const note of notes) console.log(`        ${note}`);
    console.log(`        ${clauses.length === 0 ? "no clause" : clauses.join(", ")}`);
  }
  console.log(`${found.length} places differ between ${before.release} and ${list.release}.`);
}
if (write === "--write") writeFileSync(join(packageRoot, LISTS, `${edition}.json`), listText(list));
