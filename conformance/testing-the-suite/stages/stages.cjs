// Which spec runs when. A name that ends in `.nightly.spec.ts` waits for the night; every other spec runs on each
// change. Of those, `stages.json` lists the ones that start processes (by file, or by the beginning of their path).
const { readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../../..");
const { processes } = require("./stages.json");

const every = ["reference", "conformance", "reports", "python/build"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (file) => `${folder}/${file.replaceAll("\\", "/")}`,
    ),
  )
  .filter((file) => file.endsWith(".spec.ts"))
  .sort();

const change = every.filter((file) => !file.endsWith(".nightly.spec.ts"));

/** The specs of each stage, as paths from the package's root. `fast` is the part of `change` without processes. */
const specs = {
  change,
  nightly: every.filter((file) => file.endsWith(".nightly.spec.ts")),
  fast: change.filter((file) => !processes.some((listed) => file.startsWith(listed))),
};

module.exports = { root, specs, every, processes };
