/** The language as a set of words: what the vocabulary is held against. */
import type { Program } from "../language/case.ts";
import { walkProgram } from "../language/walk.ts";

/** Members of expressions that say which expression it is. */
const EXPRESSIONS = new Set(
  "add aclose alive anext asend athrow bytes contains cv decode disposition end equal hash has_function has_method in is item kind len less list not partial repr run same subprocess_exit time_plus".split(
    " ",
  ),
);

/**
 * Everything of the language that a program uses: `operation`, `.method`, `bound.method`, `asyncio.function`,
 * `make:what`, `expression:kind`, `error:Kind`, `attribute:name`, `host:fact`, `measure:what`.
 */
export function usedBy(program: Program): ReadonlySet<string> {
  const used = new Set<string>();
  walkProgram(program, {
    operation: (operation) => {
      used.add(operation.op);
      if (operation.op === "measure") used.add(`measure:${operation.what}`);
    },
    expression: (node) => {
      for (const [key, value] of Object.entries(node)) {
        if (key === "m") used.add(`.${value}`);
        else if (key === "bound") used.add(`bound.${value}`);
        else if (key === "asyncio") used.add(`asyncio.${value}`);
        else if (key === "make") used.add(`make:${value}`);
        else if (key === "attr") used.add(`attribute:${value}`);
        else if (key === "module") used.add(`module:${value}`);
        else if (key === "host") used.add(`host:${value}`);
        else if (key === "error" && typeof value === "string") used.add(`error:${value}`);
        else if (EXPRESSIONS.has(key)) used.add(`expression:${key}`);
      }
    },
  });
  for (const { kind } of Object.values(program.fns)) used.add(`function:${kind}`);
  return used;
}
