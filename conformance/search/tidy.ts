/** Names as a person would choose them, for a program that is shown to one. */
import type { Program } from "../language/case.ts";
import { localBoundBy, nameBoundBy } from "../language/parts.ts";
import { walkProgram } from "../language/walk.ts";

const STEM = /\d+$/;

/** The same program with its names numbered anew, in the order of the text: `call7` becomes `call`, or `call2`. */
export function tidied(program: Program): Program {
  // What waits for an entry has names in its text.
  if (program.protocols !== undefined || JSON.stringify(program).includes('"seen":'))
    return program;
  const names = new Map<string, string>();
  const taken = new Set<string>(["loop", "loop_", "context"]);
  const note = (name: string | undefined) => {
    if (name === undefined || names.has(name) || taken.has(name)) return;
    const stem = name.replace(STEM, "");
    let fresh = stem;
    for (let count = 2; taken.has(fresh); count += 1) fresh = `${stem}${count}`;
    taken.add(fresh);
    names.set(name, fresh);
  };
  for (const [name, { params = [] }] of Object.entries(program.fns)) {
    note(name);
    for (const param of params) note(param);
  }
  walkProgram(program, {
    operation: (operation) => {
      note(nameBoundBy(operation));
      note(localBoundBy(operation));
      if (operation.op === "log") note(operation.text);
      if ("show" in operation) note(operation.show);
    },
  });
  const NAMED = new Set(["$", "fn", "call", "as", "each", "index", "end", "pair", "text", "show"]);
  const through = (node: unknown, key?: string): unknown => {
    if (typeof node === "string")
      return key !== undefined && NAMED.has(key) ? (names.get(node) ?? node) : node;
    if (Array.isArray(node))
      return node.map((each) => through(each, key === "params" ? "$" : undefined));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [name, through(value, name)]),
    );
  };
  const fns = Object.entries(program.fns).map(([name, fn]) => [
    names.get(name) ?? name,
    through(fn),
  ]);
  return { fns: Object.fromEntries(fns), main: through(program.main) } as Program;
}
