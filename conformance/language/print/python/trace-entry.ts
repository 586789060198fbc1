/** The statements that write trace entries. */
import type { ProgramFunction } from "../../case.ts";
import type { Expression } from "../../expression.ts";
import { isNode } from "../../parts.ts";
import { pythonExpression } from "./expression.ts";
import { pythonFormatText, pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** `log("text")`. */
export const logText = (text: string): string => `log(${pythonString(text)})`;

/**
 * `log(f"label={value}")`.
 *
 * @param fn name of the function around it, undefined in main
 */
export function logValue(
  label: string,
  value: Expression,
  writer: ScriptWriter,
  fn: string | undefined,
): string {
  if (!isNode(value)) return logText(`${label}=${shownLiteral(value)}`);
  return logSource(label, pythonExpression(value, writer), writer.plain.of(value, fn), writer);
}

/**
 * The same for a value that is source already.
 *
 * @param plain whether `str` writes the value as traces show it
 */
export function logSource(
  label: string,
  source: string,
  plain: boolean,
  writer: ScriptWriter,
): string {
  const shown = plain ? source : shownBy(source, writer);
  const inside = asFormatField(shown);
  if (inside !== undefined) return `log(f"${pythonFormatText(`${label}=`)}{${inside}}")`;
  return `log(${pythonString(`${label}=`)} + ${plain ? `str(${source})` : shown})`;
}

/** The statement at the entry of a function, or undefined if it is quiet. */
export function logEntry(name: string, fn: ProgramFunction, writer: ScriptWriter) {
  if (fn.quiet || fn.kind === "peer") return undefined;
  const { params = [], rest, keywords } = fn;
  if (fn.kind === "handler" || (params.length === 0 && rest === undefined && !keywords)) {
    return logText(name);
  }
  const plain = writer.plain.parameters(name);
  const each = plain ? "str" : writer.helper("show");
  const shown = params.map((param) => {
    const source = writer.names.of(param);
    return plain ? source : `show(${source})`;
  });
  if (rest === undefined && !keywords) {
    const fields = shown.map((source) => `{${source}}`).join(", ");
    return `log(f"${pythonFormatText(name)}(${fields})")`;
  }
  const positional = params.map((param) => `${writer.names.of(param)}, `).join("");
  const all = rest === undefined ? `(${positional})` : `(${positional}*${writer.names.of(rest)},)`;
  const simple = positional === "" && rest !== undefined ? writer.names.of(rest) : all;
  if (!keywords)
    return `log(${pythonString(`${name}(`)} + ", ".join(map(${each}, ${simple})) + ")")`;
  const pairs = `(f"{key}={${plain ? "value" : `${writer.helper("show")}(value)`}}" for key, value in sorted(keywords.items()))`;
  const parts =
    params.length === 0 && rest === undefined ? pairs : `[*map(${each}, ${simple}), *${pairs}]`;
  const joined = parts === pairs ? `", ".join${pairs}` : `", ".join(${parts})`;
  return `log(${pythonString(`${name}(`)} + ${joined} + ")")`;
}

/** A literal as traces show it. */
export function shownLiteral(value: null | boolean | number | string): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

function shownBy(source: string, writer: ScriptWriter): string {
  return `${writer.helper("show")}(${source})`;
}

/** The source as a field of an f-string in double quotes; before 3.12 not everything can be one. */
function asFormatField(source: string): string | undefined {
  if (/[\\#\n]/.test(source)) return undefined;
  if (!source.includes('"')) return source;
  return source.includes("'") ? undefined : source.replaceAll('"', "'");
}
