import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";

/**
 * The modules of the page's script, each after those that it needs when it is read. They are read
 * from the package's folder: neither the sources nor the build nor a tarball then need a bundler.
 */
export const CLIENT_MODULES = [
  "dom",
  "model",
  "state",
  "link",
  "filter",
  "verdict-view",
  "copy",
  "trace-view",
  "headings",
  "glance",
  "heatmap",
  "grid-keys",
  "matrix",
  "script-view",
  "case-view",
  "coverage",
  "timeline",
  "toolbar",
  "help",
  "main",
] as const;

function read(name: string): string {
  return readFileSync(join(packageRoot, "reports", "html", "client", name), "utf8");
}

/** The parts of the page's style sheet, in their order. */
const STYLES = [
  "theme",
  "base",
  "verdict",
  "overview",
  "toolbar",
  "matrix",
  "case",
  "more",
  "media",
] as const;

/** The page's style sheet. */
export function styleSheet(): string {
  return STYLES.map((name) => read(`${name}.css`)).join("");
}

/**
 * The page's script: each module in a function of its own that returns what it exports, so that
 * equal names in two modules cannot meet.
 */
export function script(): string {
  return `"use strict";\n(() => {\nconst modules = {};\n${CLIENT_MODULES.map(wrapModule).join("")}})();\n`;
}

function wrapModule(name: string): string {
  const source = read(`${name}.js`);
  const exported = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, one]) => one);
  const body = source
    .replace(/^import ({[^}]*}) from "\.\/([\w-]+)\.js";$/gm, 'const $1 = modules["$2"];')
    .replace(/^export (?=(?:const|function) )/gm, "");
  return `modules["${name}"] = (() => {\n${body}return { ${exported.join(", ")} };\n})();\n`;
}
