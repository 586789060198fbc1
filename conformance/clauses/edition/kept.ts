/** The lists of places that the project keeps, one an edition. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { compareEditions } from "../index.ts";
import type { EditionList } from "./list.ts";

/** Where the lists lie, from the package's root. */
export const LISTS = "conformance/clauses/anchors";

/** The kept lists, oldest edition first. */
export function keptLists(): readonly EditionList[] {
  const folder = join(packageRoot, LISTS);
  return readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.json$/.test(name))
    .map((name): EditionList => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .sort((a, b) => compareEditions(a.edition, b.edition));
}
