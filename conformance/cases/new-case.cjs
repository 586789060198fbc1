// `npm run new-case -- AREA/SLUG --clause ID [--title "A fact."]`: writes the row of a new case where it belongs.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join, relative } = require("node:path");
const { parseArgs } = require("node:util");

const root = join(__dirname, "../..");

/** Ends the command with what is wrong and what to do. */
function refuse(message, hint) {
  console.error(`new-case: ${message}\n${hint}`);
  process.exit(2);
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { clause: { type: "string" }, title: { type: "string" } },
    });
  } catch (error) {
    return refuse(error.message, "Usage: npm run new-case -- AREA/SLUG --clause ID");
  }
}

function built(name) {
  const path = join(root, "dist", `${name}.json`);
  if (!existsSync(path)) refuse(`there is no dist/${name}.json`, "Run `npm run build` first.");
  return JSON.parse(readFileSync(path, "utf8"));
}

const {
  positionals: [id, ...more],
  values: { clause, title = "TITLE: a statement of fact" },
} = parse();
if (id === undefined || more.length > 0 || clause === undefined)
  refuse("one id and one clause are needed", "Usage: npm run new-case -- AREA/SLUG --clause ID");
if (!/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(id))
  refuse(
    `\`${id}\` is not an id`,
    "Write AREA/SLUG in small letters, such as stop/ends-run-timer.",
  );
const cases = built("cases");
if (cases.some((kase) => kase.id === id))
  refuse(`\`${id}\` is taken`, `See it with \`loopspec explain ${id}\`.`);
if (!built("clauses").some((each) => each.id === clause))
  refuse(`there is no clause \`${clause}\``, "`loopspec list clauses` prints them all.");

// The file with the most cases about the clause; without one, the file whose cases share the most of the clause's name.
const shared = (other) => {
  const [a, b] = [clause.split(/[.-]/), other.split(/[.-]/)];
  const end = a.findIndex((word, index) => word !== b[index]);
  return end < 0 ? a.length : end;
};
const score = new Map();
for (const { file, clauses } of cases) {
  const points = clauses[0] === clause ? 1000 : shared(clauses[0]);
  score.set(file, Math.max(score.get(file) ?? 0, points) + (clauses[0] === clause ? 1 : 0));
}
// Of files that fit equally well, one in the folder of the area.
const area = `conformance/cases/${id.split("/")[0]}/`;
for (const [file, points] of score) if (file.startsWith(area)) score.set(file, points + 0.5);
const [file] = [...score].sort((a, b) => b[1] - a[1])[0];

const path = join(root, file);
const text = readFileSync(path, "utf8");
const end = text.lastIndexOf("\n]);");
if (end < 0) refuse(`${file} does not end with a table`, "Write the row there by hand.");
const row = `
  kase(${JSON.stringify(id)}, ${JSON.stringify(title)}, {
    clauses: [${JSON.stringify(clause)}],
    main: [],
    expect: trace(),
  }),`;
writeFileSync(path, text.slice(0, end) + row + text.slice(end));
const line = text.slice(0, end).split("\n").length + 1;
console.log(`Wrote ${relative(process.cwd(), path)}:${line}

Next:
  1. Write title, program and expectation; language/build.ts has the builders.
  2. npm run build
  3. node dist/conformance/cli/bin.js run -i reference -i python:asyncio --select ${id} --repeat 50
  4. node dist/conformance/cli/bin.js mutants --select ${id}`);
