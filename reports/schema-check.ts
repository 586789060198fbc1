import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { packageRoot } from "#package-root";
import { clip, visibleLine } from "./text.ts";

/** The schemas that this package publishes, by the name of their file. */
export type SchemaName = "results" | "expect" | "stream";

const compiled = new Map<string, ValidateFunction>();

/** Absolute path of a published schema. */
export function schemaPath(name: SchemaName): string {
  return join(packageRoot, "reports", "schema", `${name}.schema.json`);
}

function validator(name: SchemaName, part: string): ValidateFunction {
  const key = `${name}#${part}`;
  const known = compiled.get(key);
  if (known) return known;
  // The schema is read, not imported: importing JSON prints a warning on Node 20.
  const schema = JSON.parse(readFileSync(schemaPath(name), "utf8")) as object;
  // Checking the schema itself takes as long again; a test does it.
  const ajv = new Ajv({ meta: false, validateSchema: false });
  const validate = ajv.addSchema(schema, name).compile({ $ref: key });
  compiled.set(key, validate);
  return validate;
}

/** One thing that a schema forbids. */
export interface SchemaFault {
  /** The steps from the root to the value. */
  path: (string | number)[];
  /** What the schema asks for there. */
  message: string;
}

/**
 * Checks a value against a published schema.
 *
 * @param part Pointer to a part of the schema, to check against that alone
 * @returns The first fault, or undefined where there is none
 */
export function checkSchema(name: SchemaName, value: unknown, part = ""): SchemaFault | undefined {
  const validate = validator(name, part);
  if (validate(value)) return undefined;
  const error = validate.errors![0]!;
  return { path: stepsOf(error.instancePath), message: describe(error) };
}

function stepsOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function describe(error: ErrorObject): string {
  if (error.keyword === "enum") return `must be one of ${error.params.allowedValues.join(", ")}`;
  if (error.keyword === "const") return `must be ${JSON.stringify(error.params.allowedValue)}`;
  if (error.keyword === "additionalProperties") {
    return `has the unknown property ${quote(error.params.additionalProperty)}`;
  }
  if (error.keyword === "required") return `has no ${quote(error.params.missingProperty)}`;
  return error.message ?? "is not what the schema asks for";
}

/** A hostile key must not fill the terminal, nor speak to it. */
function quote(text: string): string {
  return JSON.stringify(visibleLine(clip(text, 80)));
}

/** Writes the steps to a value as people write them: `implementations[0].results[3].verdict`. */
export function formatPath(path: readonly (string | number)[]): string {
  if (path.length === 0) return "the document itself";
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${text}[${quote(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
