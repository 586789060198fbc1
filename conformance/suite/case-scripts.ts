/** The stand-alone scripts that a result document carries, each in the language of a loop that was judged. */
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CaseText, ScriptEdits } from "../../reports/index.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Case } from "../language/case.ts";
import { DECIDING, factoryEdits, pythonScript } from "../language/print/python.ts";
import { moduleProgram, typescriptProgram } from "../language/print/typescript.ts";
import { UsageError } from "../usage-error.ts";

/** `python`: over asyncio; `javascript`: over an adapter's loop; `typescript`: over the reference loop. */
export type ScriptLanguage = "python" | "javascript" | "typescript";

/** The adapter that a printed script imports until the edits of an implementation name another. */
const ADAPTER = "./loopspec-adapter.mjs";
const importOf = (path: string) => `\nimport { adapter } from ${JSON.stringify(path)};\n`;

type Printer = (kase: Case, judged: readonly string[]) => string;

const PRINTERS: { readonly [language in ScriptLanguage]: Printer } = {
  python: (kase, judged) => pythonScript(kase, {}, DECIDING, judged),
  javascript: (kase, judged) => moduleProgram(kase, ADAPTER, "javascript", judged),
  typescript: (kase, judged) => typescriptProgram(kase, judged),
};

/** The language in which an implementation's maintainer reads scripts. Drivers of other languages get Python's. */
export function scriptLanguage({ spec }: Pick<Implementation, "spec">): ScriptLanguage {
  if (spec.startsWith("module:")) return "javascript";
  return /^reference(:|$)/.test(spec) ? "typescript" : "python";
}

/**
 * The scripts of a case, and why a language has none.
 *
 * @param judged the editions that their links lead to, the most wanted first
 */
export function caseScripts(
  kase: Case,
  languages: ReadonlySet<ScriptLanguage>,
  judged: readonly string[] = [],
): Pick<CaseText, "scripts" | "unscripted"> {
  const scripts: { [language: string]: string } = {};
  const unscripted: { [language: string]: string } = {};
  for (const language of languages) {
    try {
      scripts[language] = PRINTERS[language](kase, judged);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unscripted[language] = error.message;
    }
  }
  return { scripts, ...(Object.keys(unscripted).length === 0 ? {} : { unscripted }) };
}

/** How the script of a case becomes one over this implementation's loop; undefined where it is that already. */
export function scriptEdits(implementation: Implementation): ScriptEdits | undefined {
  const module = moduleOf(implementation);
  if (module !== undefined)
    return { language: "javascript", replace: [[importOf(ADAPTER), importOf(module)]] };
  const language = scriptLanguage(implementation);
  const edits = implementation.python === undefined ? [] : factoryEdits(implementation.python);
  if (language === "python" && edits.length === 0) return undefined;
  return { language, replace: edits.map(([from, to]) => [from, to]) };
}

/** The module of a JavaScript loop, as a script in this folder imports it; undefined for other implementations. */
export function moduleOf({ spec }: Pick<Implementation, "spec">): string | undefined {
  const [, path] = /^module:(.*)$/s.exec(spec) ?? [];
  if (path === undefined) return undefined;
  const local = relative(process.cwd(), resolve(path)).replaceAll("\\", "/");
  // A path to another drive, or far from here, reads better whole.
  return /^(\.\.\/){2}|^\w:|^\//.test(local)
    ? pathToFileURL(resolve(path)).href
    : local.startsWith("../")
      ? local
      : `./${local}`;
}
