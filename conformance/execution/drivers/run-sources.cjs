/**
 * Lets Node require this package's TypeScript, as ts-node compiles it, and keeps what was compiled.
 *
 * For drivers that are started from sources: a run of the tests starts hundreds, and compiling the same files anew
 * would take most of its time. Rejected: tsx, whose output differs from ts-node's, so that coverage of the same file in
 * two processes could not be added up.
 */
"use strict";
const { createHash } = require("node:crypto");
const { threadId } = require("node:worker_threads");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const root = path.join(__dirname, "../../..");
const project = path.join(root, "tsconfig.json");
const folder = path.join(root, "node_modules/.cache/loopspec");
const versions = ["ts-node", "typescript"].map(
  (name) =>
    JSON.parse(fs.readFileSync(path.join(root, "node_modules", name, "package.json"))).version,
);
const settings = `${versions} ${fs.readFileSync(project, "utf8")}`;

let compiler;

function compile(code, file) {
  compiler ??= require("ts-node").create({ project, cwd: root });
  return compiler.compile(code, file);
}

function compiled(file) {
  const code = fs.readFileSync(file, "utf8");
  const key = createHash("sha1").update(`${settings}\0${file}\0${code}`).digest("hex");
  const kept = path.join(folder, `${key}.js`);
  try {
    return fs.readFileSync(kept, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const output = compile(code, file);
  fs.mkdirSync(folder, { recursive: true });
  // Whole or not at all: another process may be reading, and another thread of this one may be writing the same.
  const draft = `${kept}.${process.pid}.${threadId}`;
  fs.writeFileSync(draft, output);
  fs.renameSync(draft, kept);
  return output;
}

Module._extensions[".ts"] = (module, file) => module._compile(compiled(file), file);
process.setSourceMapsEnabled(true);
process[Symbol.for("loopspec.sources")] = true;
