/** Finds which declarations of a source text carry out which clauses. */

/** A declaration whose docstring cites a clause, or a line in it that does. */
export interface CitingCode {
  readonly clause: string;
  /** Path as it was given. */
  readonly file: string;
  /** Line of the declaration, or of the comment in it, counted from 1. */
  readonly line: number;
  /** What is declared: `Class.method()`, `name()`, `Class`. */
  readonly symbol: string;
}

const CLASS = /^(?:export )?(?:abstract )?class (\w+)/;
const DECLARATION = /^(?:export )?(?:async )?(?:function|const)\b/;
const MODIFIERS =
  /^(?:(?:export|abstract|async|override|protected|private|public|static|readonly) )*/;
const DECLARED = /^(?:(?:function|class|const|let|interface|type|get|set)\b ?)?\*? ?(\w+)/;
/** The beginning of a member of a class, as the formatter indents it. */
const MEMBER = /^ {2}[\w*[]/;
const CITED = /@clause\s+([\w.-]+)/g;

/**
 * The declarations that cite clauses, in the text's order: `@clause` tags in docstrings lead to what is declared
 * below, tags in a `//` comment to the comment's line.
 *
 * Relies on the formatter's layout, so that no compiler is needed: members of a class are indented, what stands
 * outside of it is not.
 *
 * @param text TypeScript source
 * @param file its path, for the result
 */
export function citingCode(text: string, file: string): readonly CitingCode[] {
  const found: CitingCode[] = [];
  let owner = "";
  let enclosing = "";
  let pending: string[] = [];
  let inComment = false;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (/^\S/.test(raw)) owner = CLASS.exec(raw)?.[1] ?? (raw.startsWith("}") ? "" : owner);
    if (line.startsWith("/**")) {
      pending = [];
      inComment = true;
    }
    if (inComment) {
      pending.push(...[...line.matchAll(CITED)].map(([, clause = ""]) => clause));
      inComment = !line.endsWith("*/");
      continue;
    }
    const comment = /(?:^|\s)\/\/ (.*)$/.exec(line)?.[1] ?? "";
    for (const [, clause = ""] of comment.matchAll(CITED))
      found.push({ clause, file, line: index + 1, symbol: enclosing });
    if (line === "" || line.startsWith("//")) continue;
    const symbol = symbolOf(line, /^\s/.test(raw) ? owner : "");
    if (owner === "" ? DECLARATION.test(raw) : MEMBER.test(raw)) enclosing = symbol;
    if (pending.length === 0) continue;
    found.push(...pending.map((clause) => ({ clause, file, line: index + 1, symbol })));
    pending = [];
  }
  return found;
}

function symbolOf(line: string, owner: string): string {
  const declaration = line.replace(MODIFIERS, "");
  const name = DECLARED.exec(declaration)?.[1] ?? declaration;
  const callable = /^(?:function\b|[*]? ?\w+[<(])/.test(declaration);
  return `${owner === "" ? "" : `${owner}.`}${name}${callable ? "()" : ""}`;
}
