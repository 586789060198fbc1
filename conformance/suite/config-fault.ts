/** What is wrong with a configuration, and how it would be right. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { packageRoot } from "#package-root";
import { formatPath, type SchemaFault, schemaFault } from "../../reports/index.ts";
import { compareEditions, EDITIONS } from "../clauses/editions.ts";
import { didYouMean } from "../suggest.ts";

/** A fault and what to do about it. */
export interface ConfigFault {
  readonly message: string;
  readonly hint: string;
}

/** Compiling takes longer than checking, and tests check many configurations. */
let validator: { readonly validate: ValidateFunction; readonly schema: Properties } | undefined;

function compiled(): NonNullable<typeof validator> {
  const path = join(packageRoot, "conformance/schema/config.schema.json");
  const schema = JSON.parse(readFileSync(path, "utf8"));
  return { schema, validate: new Ajv({ strict: true, verbose: true }).compile(schema) };
}

/** The first thing that the schema forbids; undefined where there is none. */
export function configFault(config: unknown): ConfigFault | undefined {
  validator ??= compiled();
  const { validate, schema } = validator;
  if (validate(config)) return editionFault(config);
  const other = otherKind(config);
  if (other !== undefined) return other;
  const fault = schemaFault(validate.errors![0]!);
  const where = fault.path.length === 0 ? "the file" : `\`${formatPath(fault.path)}\``;
  return {
    message: `${where} ${fault.message}`,
    hint: hintOf(fault, valueAt(config, fault.path), schema),
  };
}

/** What the option `--edition` refuses too, and no pattern can say. */
function editionFault(config: unknown): ConfigFault | undefined {
  const { edition } = config as { readonly edition?: string };
  const [oldest] = EDITIONS;
  if (edition === undefined || compareEditions(edition, `${oldest}.0`) >= 0) return undefined;
  return { message: `\`edition\` must be ${oldest} or newer`, hint: hintOfForm("edition") };
}

/** A file of ours that is another one. */
function otherKind(config: unknown): ConfigFault | undefined {
  const { schema, implementations } = (config ?? {}) as { [key: string]: unknown };
  if (typeof schema === "string" && schema.startsWith("loopspec-results/"))
    return {
      message: "the file is a result document",
      hint: "`loopspec report` and `loopspec gate` take it as it is; `loopspec init` writes a configuration.",
    };
  const isSection = (part: unknown) =>
    Array.isArray(part) || (typeof part === "object" && part !== null && "entries" in part);
  if (isObject(implementations) && Object.values(implementations).some(isSection))
    return {
      message: "the file holds expectations",
      hint: "`--expect` takes it; `loopspec init` writes a configuration.",
    };
  return undefined;
}

/** How what is often written in another way is written here, by the end of its path. */
const FORMS: { readonly [key: string]: string } = {
  implementations: '{ "mine": { "spec": "python:my_loop" } }',
  env: '{ "PYTHONPATH": "src" }',
  edition: '"3.12"',
};

const hintOfForm = (key: string) => `Write it like ${FORMS[key]}.`;

interface Properties {
  readonly properties: object;
  readonly definitions: { readonly implementation: { readonly properties: object } };
}

function hintOf({ path, message, known, type }: SchemaFault, value: unknown, schema: Properties) {
  if (known !== undefined) return hintOfUnknown(path, message, known, schema);
  const last = String(path.at(-1));
  if (last in FORMS) return hintOfForm(last);
  if (path.at(-2) === "implementations" && typeof value === "string")
    return `Write it like { "spec": ${JSON.stringify(value)} }.`;
  if (type === "array" && typeof value === "string") return `Write [${JSON.stringify(value)}].`;
  if (type === "string" && typeof value !== "object") return `Write "${value}", in quotes.`;
  if (["integer", "number", "boolean"].includes(type ?? "") && typeof value === "string")
    return "Write it without quotes.";
  return "With the `$schema` line that `loopspec init` writes, an editor completes this file.";
}

function hintOfUnknown(
  path: SchemaFault["path"],
  message: string,
  known: readonly string[],
  { properties, definitions: { implementation } }: Properties,
): string {
  const name = /"(.*)"$/.exec(message)?.[1] ?? "";
  const all = `The properties are ${known.join(", ")}.`;
  if (path.length === 0 && name in implementation.properties)
    return `It belongs in an entry of \`implementations\`. ${all}`;
  if (path.length > 0 && name in properties) return `It belongs at the top of the file. ${all}`;
  return `${didYouMean(name, known)}${all}`;
}

function valueAt(value: unknown, path: SchemaFault["path"]): unknown {
  return path.reduce<unknown>((at, step) => (at as { [key: string]: unknown })[step], value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
