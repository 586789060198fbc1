/**
 * The Node driver's entry: `node node.js reference[:VARIANT]` or `node node.js module PATH`.
 *
 * Exit status: 0 after `bye` or the end of the input; 2 after a request that makes no sense; 3 when no loop can be
 * made. A hang ends the process by SIGKILL.
 */
import { resolve } from "node:path";
import type { Adapter } from "../adapter.ts";
import { AdapterError } from "../adapters/adapter-error.ts";
import { type NodeDriverTarget, nodeDriverCommand } from "../processes/spawn-node.ts";
import { runIsolated } from "./isolate.ts";
import { loadAdapter } from "./load-adapter.ts";
import { redirectPrints } from "./standard-streams.ts";
import { fatal, serve } from "./stdio.ts";

async function main(args: readonly string[]): Promise<void> {
  redirectPrints();
  const target = targetOf(args);
  const adapter = await adapterOf(target);
  await serve(adapter, {
    runIsolated: (request) => runIsolated(request, nodeDriverCommand(target)),
  });
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
    const { cause } = error;
    // Where a text is no JavaScript, the stack is that of the loader.
    const own =
      cause instanceof Error && !(cause instanceof SyntaxError)
        ? `\n${cause.stack ?? cause.message}`
        : "";
    return fatal(error.message, `${error.hint}${own}`);
  }
}

void main(process.argv.slice(2));
