/** Cases and messages held against their published JSON Schemas, with what is wrong said in words. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { packageRoot } from "#package-root";
import { type SchemaNode, schemaPart } from "./schema-part.ts";

/** Where something is not as the schema says, and what is wrong there. */
export interface SchemaProblem {
  /** `program.main[3].what`; empty for the whole. */
  readonly path: string;
  /** What was expected and what was got, without a full stop. */
  readonly message: string;
}

/** A problem of one case of a list. */
export interface CaseSchemaProblem extends SchemaProblem {
  /** The case's id, or its place in the list where it has none. */
  readonly case: string;
}

const CASE_SCHEMA = "urn:loopspec:schema:case:1";
const MESSAGE_SCHEMA = "urn:loopspec:schema:driver-message:1";

const validators = new Map<string, ValidateFunction>();
let compiler: Ajv2020 | undefined;

/**
 * Holds a list of cases (the content of `cases.json`) against its schema.
 *
 * @returns the first problem of each case that has one; none if all is well
 */
export function validateCases(json: unknown): readonly CaseSchemaProblem[] {
  if (!Array.isArray(json)) {
    return [
      { case: "the list", path: "", message: `expected a list of cases, got ${shown(json)}` },
    ];
  }
  const validate = validatorOf(`${CASE_SCHEMA}#/$defs/case`);
  return json.flatMap((each: unknown, index) => {
    const problem = problemOf(validate, each);
    if (problem === undefined) return [];
    const id = typeof each === "object" && each !== null && "id" in each ? each.id : undefined;
    return [{ case: typeof id === "string" ? id : `number ${index + 1}`, ...problem }];
  });
}

/**
 * A function that says what is wrong with a message of the driver protocol, or gives undefined.
 *
 * @param side whose messages: a driver's replies unless given
 */
export function messageValidator(
  side: "request" | "reply" = "reply",
): (message: unknown) => string | undefined {
  const validate = validatorOf(`${MESSAGE_SCHEMA}#/$defs/${side}`);
  return (message) => {
    const problem = problemOf(validate, message);
    if (problem === undefined) return undefined;
    return problem.path === "" ? problem.message : `\`${problem.path}\`: ${problem.message}`;
  };
}

/** What is wrong with a program (of a run request, of a fuzzer), or undefined. */
export function programProblem(program: unknown): SchemaProblem | undefined {
  return problemOf(validatorOf(`${CASE_SCHEMA}#/$defs/program`), program);
}

function validatorOf(reference: string): ValidateFunction {
  const known = validators.get(reference);
  if (known !== undefined) return known;
  compiler ??= new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    verbose: true,
    // Checking the schemas themselves takes longer than all else; a test does it.
    meta: false,
    validateSchema: false,
  });
  const validate = compiler.compile(schemaPart(reference, SCHEMAS.map(readSchema)));
  validators.set(reference, validate);
  return validate;
}

const SCHEMAS = ["case", "driver-message"];

function readSchema(name: string): SchemaNode {
  const path = join(packageRoot, `conformance/schema/${name}.schema.json`);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The members that tell expressions apart. */
const expressionMembers = (): readonly string[] => {
  const { $defs } = readSchema("case") as unknown as { $defs: { expressions: object } };
  return Object.keys($defs.expressions);
};

function problemOf(validate: ValidateFunction, value: unknown): SchemaProblem | undefined {
  if (validate(value)) return undefined;
  const errors = validate.errors ?? [];
  // These only say that something below them failed; of what is left the deepest is the nearest.
  const telling = errors.filter(({ keyword }) => keyword !== "if" && keyword !== "anyOf");
  const [first] = (telling.length > 0 ? telling : errors).toSorted((a, b) => depth(b) - depth(a));
  if (first === undefined) return { path: "", message: "does not fit the schema" };
  return { path: pathOf(first.instancePath), message: inWords(first) };
}

const depth = ({ instancePath }: ErrorObject): number => instancePath.split("/").length;

/** `/program/main/3/what` -> `program.main[3].what` */
function pathOf(pointer: string): string {
  const steps = pointer.split("/").slice(1);
  return steps.reduce((path, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (/^\d+$/.test(name)) return `${path}[${name}]`;
    return path === "" ? name : `${path}.${name}`;
  }, "");
}

function inWords(error: ErrorObject): string {
  const { keyword, params, data, schema, parentSchema } = error;
  const got = `got ${shown(data)}`;
  switch (keyword) {
    case "required":
      return `\`${params.missingProperty}\` is missing`;
    case "additionalProperties": {
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      return `\`${params.additionalProperty}\` is unknown here, expected ${choice(known)}`;
    }
    case "enum":
      return `expected ${choice(schema as readonly unknown[])}, ${got}`;
    case "const":
      return `expected ${JSON.stringify(schema)}, ${got}`;
    case "type":
      return `expected ${[schema].flat().map(article).join(" or ")}, ${got}`;
    case "discriminator":
      return `expected \`${params.tag}\` to be one that the schema knows, got ${shown(params.tagValue)}`;
    case "false schema":
      return `expected an expression (an object with one of the members ${choice(expressionMembers())}), ${got}`;
    case "pattern":
      return `expected a text like ${params.pattern}, ${got}`;
    case "propertyNames":
      return `${JSON.stringify(params.propertyName)} cannot be a name here`;
    default:
      return `${error.message ?? keyword}, ${got}`;
  }
}

const article = (type: unknown): string => {
  if (type === "null") return "null";
  return /^[aio]/.test(String(type)) ? `an ${type}` : `a ${type}`;
};

function choice(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "string" ? `\`${value}\`` : value)).join(", ");
}

/** A value in at most 80 characters. Only its beginning is looked at, however deep or long it is. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value, beginningOnly(200));
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

/** A replacer that leaves out everything after so many values: what a driver sends may be nested without end. */
function beginningOnly(values: number): (key: string, value: unknown) => unknown {
  let left = values;
  return (_key, value) => {
    left -= 1;
    return left < 0 && typeof value === "object" ? null : value;
  };
}
