/**
 * The Node driver's entry: `node node.js reference[:VARIANT]` or `node node.js module PATH`.
 *
 * Exit status: 0 after `bye` or the end of the input; 2 after a request that makes no sense; 3 when no loop can be
 * made. A hang ends the process by SIGKILL.
 */
import { delimiter, join, resolve } from "node:path";
import { packageRoot } from "#package-root";
import type { Adapter } from "../adapter.ts";
import { AdapterError } from "../adapters/adapter-error.ts";
import { type NodeDriverTarget, nodeDriverCommand } from "../processes/spawn-node.ts";
import { runIsolated } from "./isolate.ts";
import { loadAdapter } from "./load-adapter.ts";
import { redirectPrints } from "./standard-streams.ts";
import { fatal, serve } from "./stdio.ts";

/** What loads an adapter and makes it. */
const OWN_FOLDERS = ["conformance/execution/", "dist/conformance/execution/"].map((folder) =>
  join(packageRoot, folder),
);

async function main(args: readonly string[]): Promise<void> {
  redirectPrints();
  reachSystemTools();
  const target = targetOf(args);
  const adapter = await adapterOf(target);
  await serve(adapter, {
    runIsolated: (request) => runIsolated(request, nodeDriverCommand(target)),
  });
}

/**
 * Adds the system's own folders to PATH, where shells that loops start look for `cat` and `sleep`.
 *
 * Whoever runs from a virtual environment alone may have none of them there. They come last, and what stands there
 * already stays first.
 */
function reachSystemTools(): void {
  if (process.platform === "win32") return;
  const folders = process.env["PATH"] ? process.env["PATH"].split(delimiter) : [];
  const missing = ["/bin", "/usr/bin"].filter((folder) => !folders.includes(folder));
  process.env["PATH"] = [...folders, ...missing].join(delimiter);
}

function targetOf([what = "", path]: readonly string[]): NodeDriverTarget {
  const [kind, variant = "virtual"] = what.split(":", 2);
  if (kind === "reference") return { reference: variant };
  if (kind === "module" && path !== undefined) return { module: resolve(path) };
  return fatal(
    `the driver cannot be started with \`${[what, path].join(" ").trim()}\``,
    "Give `reference`, `reference:VARIANT` or `module PATH`.",
  );
}

async function adapterOf(target: NodeDriverTarget): Promise<Adapter> {
  try {
    if ("module" in target) return await loadAdapter(target.module);
    // Only here: whoever judges a loop of his own does not load ours.
    const { referenceAdapter } = await import("../adapters/reference.ts");
    return referenceAdapter(target.reference);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return fatal(error.message, `${error.hint}${ownStack(error.cause)}`);
  }
}

/** Where the module's own code failed. What Node and the driver did before it helps nobody. */
function ownStack(cause: unknown): string {
  if (!(cause instanceof Error) || cause.stack === undefined) return "";
  const lines = cause.stack.split("\n");
  const first = lines.findIndex((line) => /^ +at /.test(line));
  const own = lines
    .slice(first)
    .filter((line) => !line.includes("node:internal/"))
    .filter((line) => !OWN_FOLDERS.some((folder) => line.includes(folder)));
  return first < 0 || own.length === 0 ? "" : `\n${[...lines.slice(0, first), ...own].join("\n")}`;
}

void main(process.argv.slice(2));
