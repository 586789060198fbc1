/** What is wrong with the content of an expectations file, told for the shape that was meant. */
import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import { checkSchema } from "../schema-check.ts";
import { formatPath, type SchemaFault } from "../schema-fault.ts";
import { clip, visibleLine } from "../text.ts";

/** A fault, and where it is told. */
export interface PlacedFault {
  node: Node;
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do about it. */
  hint: string;
}

const SCHEMA_HINT = "The schema reports/schema/expect.schema.json describes every property.";

/** The first thing that the schema forbids; undefined where there is none. */
export function faultOf(root: Node): PlacedFault | undefined {
  const value = getNodeValue(root) as unknown;
  if (checkSchema("expect", value) === undefined) return undefined;
  const fault = closestFault(value);
  const node = findNodeAtLocation(root, fault.path) ?? root;
  const where = fault.path.length === 0 ? "the file" : formatPath(fault.path);
  return { node, message: `${where} ${fault.message}.`, hint: hintOf(fault, node) };
}

function hintOf({ path, known, hint }: Fault, node: Node): string {
  if (hint !== undefined) return hint;
  if (known !== undefined) return `The properties are ${known.join(", ")}.`;
  if (path.at(-1) !== "verdict") return SCHEMA_HINT;
  if (node.value === "error")
    return "An error says nothing about the loop and can never be expected: repair its cause.";
  return node.value === "pass" ? "A case that passes needs no entry: delete it." : SCHEMA_HINT;
}

type Fault = SchemaFault & { hint?: string };

/** The schema allows three shapes; the fault is told for the one that was meant. */
function closestFault(value: unknown): Fault {
  if (Array.isArray(value)) return checkSchema("expect", value, "/definitions/entries")!;
  const object = isObject(value) ? value : {};
  if (object.schema !== undefined && Array.isArray(object.implementations)) return OF_RESULTS;
  for (const key of ["entries", "implementations"]) {
    const part = object[key];
    if (part === undefined) continue;
    if (key === "implementations" && !isObject(part)) return NO_SECTIONS;
    return faultOfParts(key, part) ?? beside(object, key);
  }
  return {
    path: [],
    message: 'must be a list of entries, or an object with "entries" or "implementations"',
  };
}

const OF_RESULTS: Fault = {
  path: [],
  message: "holds results, not expectations",
  hint: "`loopspec expect update RESULTS --expect FILE` writes expectations that say what results show.",
};

const NO_SECTIONS: Fault = {
  path: ["implementations"],
  message: "must be an object: lists of entries by the name of an implementation",
  hint: 'Write it like {"python:my_loop": []}.',
};

function faultOfParts(key: string, part: unknown): Fault | undefined {
  const parts: [string | undefined, unknown][] =
    key === "entries" ? [[undefined, part]] : Object.entries(part as object);
  for (const [step, list] of parts) {
    const isSection = key !== "entries" && isObject(list);
    if (isSection && "spec" in list) {
      const message = "is the entry of a configuration";
      return { path: [key, step!], message, hint: "`--config` takes a configuration." };
    }
    const fault = checkSchema(
      "expect",
      list,
      isSection ? "/definitions/section" : "/definitions/entries",
    );
    if (!fault) continue;
    return { ...fault, path: [key, ...(step === undefined ? [] : [step]), ...fault.path] };
  }
  return undefined;
}

function beside(object: { readonly [name: string]: unknown }, key: string): Fault {
  const known =
    key === "entries" ? ["$schema", "entries", "capabilities", "judged"] : ["$schema", key];
  const unknown = Object.keys(object).find((name) => !known.includes(name));
  if (unknown === undefined) return checkSchema("expect", object)!;
  const message = `has the unknown property ${JSON.stringify(visibleLine(clip(unknown, 80)))}`;
  return {
    path: [],
    message,
    hint: `Beside "${key}" there may be ${known.filter((name) => name !== key).join(", ")}. A newer loopspec may know more: install that, or delete it.`,
  };
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
