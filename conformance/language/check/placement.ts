/** Operations stand where the language allows them. */
import { ANATOMY, type OperationName } from "../operation.ts";
import { type Finding, finding } from "./problem.ts";
import type { OperationSite, Sites } from "./sites.ts";

/** Checks the place of every operation. */
export function checkPlacement(sites: Sites): readonly Finding[] {
  return sites.operations.flatMap((site) => {
    const message = misplacement(site);
    if (message !== undefined) return [finding(site.path, "misplaced", message)];
    if (site.operation.op !== "harness") return [];
    const advice = "The operation `harness` is for tests of the harness. Take it out of the suite.";
    return [finding(site.path, "harness", advice)];
  });
}

const AWAITING: ReadonlySet<OperationName> = new Set(["await", "async_for"]);
/** What leaves a body, or suspends it: a body that another function runs cannot hold it. */
const LEAVING: ReadonlySet<OperationName> = new Set([
  "await",
  "async_for",
  "yield",
  "return",
  "break",
]);
const SEPARATE: ReadonlySet<OperationName> = new Set(["in_context", "fork"]);
function misplacement({ operation, place, enclosing }: OperationSite): string | undefined {
  const { op } = operation;
  const { kind } = place;
  const where = kind === "main" ? "main" : `a function of kind \`${kind}\``;
  const stands = ANATOMY[op].where;
  if (stands === "peers" && kind !== "peer")
    return `\`${op}\` is a step of peers. Move it into one.`;
  if (stands === "functions" && kind === "peer") {
    return `A peer has no step \`${op}\`: it is blocking sockets outside of the loop.`;
  }
  const separate = enclosing.find((outer) => SEPARATE.has(outer));
  if (separate !== undefined && LEAVING.has(op)) {
    return `\`${op}\` is not allowed inside \`${separate}\`. Move it out.`;
  }
  if (AWAITING.has(op) && kind !== "coroutine" && kind !== "asyncgen") {
    return `\`${op}\` is not allowed in ${where}. Move it into a coroutine.`;
  }
  if (op === "yield" && kind !== "asyncgen") {
    return `\`yield\` is not allowed in ${where}. Move it into an asynchronous generator.`;
  }
  if (op === "return" && kind === "main") {
    return "`return` is not allowed in main. Use `if`, or a function.";
  }
  if (op === "return" && kind === "asyncgen" && operation.value !== undefined) {
    return "An asynchronous generator cannot return a value. Leave out the value, or yield it.";
  }
  if (op === "break" && !enclosing.some((outer) => outer === "repeat" || outer === "async_for")) {
    return "`break` is not allowed outside of `repeat` and `async_for`.";
  }
  return undefined;
}
