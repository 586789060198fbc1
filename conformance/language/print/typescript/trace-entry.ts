/** The statements that write trace entries. */
import type { ProgramFunction } from "../../case.ts";
import type { Expression } from "../../expression.ts";
import { isNode } from "../../parts.ts";
import { typescriptExpression } from "./expression.ts";
import { type ProgramWriter, templateText, typescriptString } from "./writer.ts";

/** `log("text");` */
export const logText = (text: string): string => `log(${typescriptString(text)});`;

/** ``log(`label=${show(value)}`);`` */
export function logValue(label: string, value: Expression, writer: ProgramWriter): string {
  if (isNode(value)) return logSource(label, typescriptExpression(value, writer), writer);
  return logText(`${label}=${shownLiteral(value)}`);
}

/** The same for a value that is source already. */
export function logSource(label: string, source: string, writer: ProgramWriter): string {
  return `log(\`${templateText(`${label}=`)}\${${writer.helper("show")}(${source})}\`);`;
}

/** The statements at the entry of a function. */
export function entryLines(name: string, fn: ProgramFunction, writer: ProgramWriter): string[] {
  const { params = [], rest, keywords } = fn;
  const others = rest === undefined ? undefined : writer.names.of(rest);
  const taken =
    keywords && others !== undefined
      ? [`const keywords = ${others}.at(-1)?.constructor === Object ? ${others}.pop() : {};`]
      : [];
  if (fn.quiet) return taken;
  if (fn.kind === "handler" || (params.length === 0 && rest === undefined && !keywords)) {
    return [logText(name)];
  }
  const show = writer.helper("show");
  if (rest === undefined && !keywords) {
    const shown = params.map((param) => `\${${show}(${writer.names.of(param)})}`).join(", ");
    return [`log(\`${templateText(name)}(${shown})\`);`];
  }
  const positional = params.map((param) => writer.names.of(param));
  if (others !== undefined) positional.push(`...${others}`);
  const all = `[${positional.join(", ")}].map(${show})`;
  const named = `...Object.keys(keywords).sort().map((key) => \`\${key}=\${${show}(keywords[key])}\`)`;
  const entries = keywords ? `[...${all}, ${named}]` : all;
  return [...taken, `log(\`${templateText(name)}(\${${entries}.join(", ")})\`);`];
}

/** A literal as traces show it. */
function shownLiteral(value: null | boolean | number | string): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}
