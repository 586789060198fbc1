// `npm run publish-ids`, a step of each release: adds the ids of this build to the lists of published ids.
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const dist = join(__dirname, "../../../dist");

for (const name of ["clauses", "cases"]) {
  const list = join(__dirname, `${name}.txt`);
  const published = readFileSync(list, "utf8").split("\n").filter(Boolean);
  const built = JSON.parse(readFileSync(join(dist, `${name}.json`), "utf8")).map(({ id }) => id);
  const all = [...new Set([...published, ...built])].sort();
  writeFileSync(list, `${all.join("\n")}\n`);
  console.log(`${name}: ${all.length - published.length} ids added, ${all.length} published`);
}
