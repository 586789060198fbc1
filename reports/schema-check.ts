import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { packageRoot } from "#package-root";
import { type SchemaFault, schemaFault } from "./schema-fault.ts";

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
  const ajv = new Ajv({ meta: false, validateSchema: false, verbose: true });
  const validate = ajv.addSchema(schema, name).compile({ $ref: key });
  compiled.set(key, validate);
  return validate;
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
  return schemaFault(validate.errors![0]!);
}
