// `npm run schemas`: writes the JSON schemas of cases and of the protocol's messages from their types.
//
// The generator knows types; what is added here makes messages for people possible: a union of operations names its
// discriminator, and a union of expressions asks for the member that tells one from the others before it looks inside.
require("ts-node/register");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { createGenerator } = require("ts-json-schema-generator");
const { CAPABILITIES } = require("./capabilities.ts");

const root = join(__dirname, "../..");
const CASE = "urn:loopspec:schema:case:1";
const lower = (name) => name[0].toLowerCase() + name.slice(1).replace(/[<>]/g, "");

/** The definitions of a type and of all types that it mentions, under names that begin with a small letter. */
function definitionsOf(path, type) {
  const generator = createGenerator({
    path: join(root, path),
    tsconfig: join(root, "tsconfig.json"),
    type,
    expose: "export",
    jsDoc: "extended",
    skipTypeCheck: true,
    additionalProperties: false,
    sortProps: false,
  });
  const { definitions } = generator.createSchema(type);
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [lower(name), renamed(schema)]),
  );
}

/** A schema of draft 7 in the words of 2020-12. */
function renamed(schema) {
  if (Array.isArray(schema)) return schema.map(renamed);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key !== "$ref") return [key, renamed(value)];
    return [key, `#/$defs/${lower(decodeURIComponent(value.replace("#/definitions/", "")))}`];
  });
  const made = Object.fromEntries(entries);
  if ("const" in made || "enum" in made) delete made.type;
  return made;
}

/** The objects of a union, those of the unions that it names included. */
function membersOf(schema, defs) {
  if (schema.$ref !== undefined) return membersOf(defs[schema.$ref.slice("#/$defs/".length)], defs);
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((part) => membersOf(part, defs));
  return [schema];
}

/** A union of objects that `property` tells apart. */
function discriminated(description, property, members, path) {
  const named = members.map((member) => [member.properties[property].const, member]);
  return {
    union: {
      ...(description === undefined ? {} : { description }),
      type: "object",
      required: [property],
      discriminator: { propertyName: property },
      oneOf: named.map(([name]) => ({ $ref: `${path}/${name}` })),
    },
    members: Object.fromEntries(named),
  };
}

/** Expressions by the member that tells them apart: the first that is required. */
function expressionsOf(objects) {
  const groups = new Map();
  for (const object of objects) {
    const [key] = object.required;
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  const members = Object.fromEntries(
    [...groups].map(([key, alternatives]) => [key, merged(key, alternatives)]),
  );
  const conditions = [...groups.keys()].map((key) => {
    // The same member may also be a part of another expression, which is told by its own.
    const others = [...groups].filter(
      ([other, alternatives]) =>
        other !== key && alternatives.some(({ properties }) => key in properties),
    );
    const not = others.map(([other]) => ({ required: [other] }));
    return {
      if: { required: [key], ...(not.length === 0 ? {} : { not: { anyOf: not } }) },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/$defs/expressions/${key}` },
    };
  });
  const known = { anyOf: [...groups.keys()].map((key) => ({ required: [key] })) };
  return { members, conditions, known };
}

/** One schema for the expressions that share their telling member. */
function merged(key, alternatives) {
  if (alternatives.length === 1) return alternatives[0];
  if (key === "make") {
    const listed = alternatives.flatMap((member) => {
      const { make } = member.properties;
      return make.enum === undefined
        ? [[make.const, member]]
        : make.enum.map((kind) => [kind, one(member, kind)]);
    });
    return {
      type: "object",
      required: ["make"],
      discriminator: { propertyName: "make" },
      oneOf: listed.map(([, member]) => member),
    };
  }
  // `cv` with and without `in`: what all require is required.
  const required = alternatives[0].required.filter((name) =>
    alternatives.every((member) => member.required.includes(name)),
  );
  const properties = Object.assign({}, ...alternatives.map((member) => member.properties));
  return { ...alternatives[0], properties, required };
}

const one = (member, kind) => ({
  ...member,
  properties: { ...member.properties, make: { const: kind } },
});

function caseSchema() {
  const defs = {
    ...definitionsOf("conformance/language/case.ts", "Program"),
    ...definitionsOf("conformance/language/case.ts", "Expectation"),
  };
  for (const list of ["fns", "protocols"])
    defs.program.properties[list].propertyNames = { $ref: "#/$defs/name" };
  const operations = discriminated(
    defs.operation.description,
    "op",
    membersOf(defs.operation, defs),
    "#/$defs/operations",
  );
  const objects = membersOf(defs.expression, defs).filter(({ type }) => type === "object");
  const { members, conditions, known } = expressionsOf(objects);
  Object.assign(defs, {
    operation: operations.union,
    operations: operations.members,
    expressions: members,
    expression: {
      description: "A literal, or an object that one of its members tells apart.",
      type: ["null", "boolean", "number", "string", "object"],
      if: { type: "object" },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        if: known,
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { allOf: conditions },
        else: false,
      },
    },
    traceItem: traceItem(defs.traceItem),
    capability: {
      description: "What an implementation and its host can be asked to do.",
      enum: Object.keys(CAPABILITIES),
    },
    case: caseRow(),
  });
  for (const name of ["makeable", "madeResource", "literal", ...unionsOfOperations])
    delete defs[name];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: CASE,
    title: "The cases of loopspec",
    description:
      "Every case of the suite: a small program over an event loop, and what must be seen of it.",
    type: "array",
    items: { $ref: "#/$defs/case" },
    $defs: defs,
  };
}

/** Unions that are taken apart above: nothing refers to them any more. */
const unionsOfOperations = [
  "networkOperation",
  "peerStep",
  "resourceStep",
  "networkExpression",
  "resourceExpression",
];

/** An item of a trace with the place of a fault below it: the generator's union would only say that none fits. */
function traceItem({ description, anyOf }) {
  const objects = anyOf.filter(({ type }) => type === "object");
  const properties = Object.assign({}, ...objects.map((object) => object.properties));
  properties.any_order.items = { type: ["string", "array"], items: { type: "string" } };
  return {
    description,
    type: ["string", "object"],
    if: { type: "object" },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      anyOf: objects.map(({ required }) => ({ required })),
      properties,
      additionalProperties: false,
      maxProperties: 1,
    },
  };
}

/** The row itself: its ids are checked against the catalogue elsewhere, here only their form. */
function caseRow() {
  return {
    type: "object",
    description: "A program and what must be seen of it.",
    properties: {
      id: {
        description: "Permanent: area/slug.",
        type: "string",
        pattern: "^[a-z0-9-]+/[a-z0-9.-]+$",
      },
      title: { description: "A statement of fact.", type: "string", minLength: 1 },
      clauses: {
        description:
          "Ids of the catalogue. The case is about the first, and applies where all hold.",
        type: "array",
        items: { type: "string", pattern: "^[a-z0-9.-]+$" },
        minItems: 1,
        uniqueItems: true,
      },
      program: { $ref: "#/$defs/program" },
      expect: { $ref: "#/$defs/expectation" },
      needs: {
        description: "Capabilities, derived from the program.",
        type: "array",
        items: { $ref: "#/$defs/capability" },
        uniqueItems: true,
      },
      timeout: {
        description: "Seconds that the program may take.",
        type: "number",
        exclusiveMinimum: 0,
      },
      isolate: { description: "The program needs a process to itself.", type: "boolean" },
      file: { description: "Table that holds the case, from the package's root.", type: "string" },
      line: {
        description: "Line of the table that makes it, counted from 1.",
        type: "integer",
        minimum: 1,
      },
      guard: {
        description: "Why the case is there although no wrong loop need fail it.",
        type: "string",
        minLength: 1,
      },
    },
    required: [
      "id",
      "title",
      "clauses",
      "program",
      "expect",
      "needs",
      "timeout",
      "isolate",
      "file",
    ],
    additionalProperties: false,
  };
}

function messageSchema(caseDefs) {
  const path = "conformance/execution/protocol.ts";
  const defs = { ...definitionsOf(path, "DriverRequest"), ...definitionsOf(path, "DriverReply") };
  const capability = { $ref: `${CASE}#/$defs/capability` };
  for (const [side, union] of [
    ["request", "driverRequest"],
    ["reply", "driverReply"],
  ]) {
    const refs = defs[union].anyOf;
    defs[side] = {
      description: side === "request" ? "What a runner sends." : "What a driver answers.",
      type: "object",
      required: ["type"],
      discriminator: { propertyName: "type" },
      oneOf: refs,
    };
    delete defs[union];
  }
  const programs = new Set([
    ...Object.keys(caseDefs),
    ...unionsOfOperations,
    "makeable",
    "madeResource",
    "literal",
  ]);
  const own = Object.fromEntries(
    Object.entries(defs).filter(([name]) => !programs.has(name) || NUMBERS.has(name)),
  );
  own.capabilityName = capability;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:loopspec:schema:driver-message:1",
    title: "Messages of the loopspec driver protocol, version 1",
    description: "JSON objects, one a line. A runner's request is answered by one reply.",
    anyOf: [{ $ref: "#/$defs/request" }, { $ref: "#/$defs/reply" }],
    $defs: JSON.parse(
      JSON.stringify(own).replaceAll('"#/$defs/program"', `"${CASE}#/$defs/program"`),
    ),
  };
}

/** Terms that both schemas have. */
const NUMBERS = new Set(["count", "positiveCount", "positiveSeconds", "seconds", "filledText"]);

/** Both schemas, by the name of their file. */
function schemas() {
  const cases = caseSchema();
  return { case: cases, "driver-message": messageSchema(cases.$defs) };
}

const pathOf = (name) => join(root, `conformance/schema/${name}.schema.json`);
const textOf = (schema) => `${JSON.stringify(schema, null, 2)}\n`;

/** The names of the schemas that are not as the types say. */
function stale() {
  return Object.entries(schemas())
    .filter(([name, schema]) => readFileSync(pathOf(name), "utf8") !== textOf(schema))
    .map(([name]) => name);
}

if (require.main === module)
  for (const [name, schema] of Object.entries(schemas()))
    writeFileSync(pathOf(name), textOf(schema));

module.exports = { stale };
