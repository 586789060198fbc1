/** What a schema forbids, in words for the person who wrote the file. */
import type { ErrorObject } from "ajv";
import { clip, visibleLine } from "./text.ts";

/** One thing that a schema forbids. */
export interface SchemaFault {
  /** The steps from the root to the value. */
  path: (string | number)[];
  /** What the schema asks for there. */
  message: string;
  /** Where a property is unknown, those that the schema knows there. */
  known?: readonly string[];
  /** Where it is of the wrong type: the one that the schema wants. */
  type?: string;
}

/**
 * A fault that Ajv found, where and in words.
 *
 * @param error made with `verbose`, or unknown properties come without the known ones
 */
export function schemaFault(error: ErrorObject): SchemaFault {
  const { properties } = (error.parentSchema ?? {}) as { properties?: object };
  return {
    path: stepsOf(error.instancePath),
    message: describe(error),
    ...(error.keyword === "additionalProperties" &&
      properties && { known: Object.keys(properties) }),
    ...(error.keyword === "type" && { type: String(error.params.type) }),
  };
}

/** What a schema calls a type, in words. */
const TYPES: { readonly [type: string]: string } = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "an object",
  string: "a text",
};

/** What a schema calls a bound of a number, in words. */
const BOUNDS: { readonly [keyword: string]: string } = {
  minimum: "at least",
  maximum: "at most",
  exclusiveMinimum: "above",
};

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
  if (error.keyword === "type") return `must be ${TYPES[error.params.type] ?? error.params.type}`;
  const least = error.params.limit === 1 || error.params.pattern === "\\S";
  if (least && ["minLength", "minItems", "minProperties", "pattern"].includes(error.keyword)) {
    return "must not be empty";
  }
  if (error.keyword === "pattern" && error.params.pattern.includes("{4}-")) {
    return "must be a day, written YYYY-MM-DD";
  }
  const bound = BOUNDS[error.keyword];
  if (bound !== undefined) return `must be ${bound} ${error.params.limit}`;
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
