// `npm run schemas`: writes the JSON schemas of cases and of the protocol's messages from their types.
//
// The generator knows types; what is added here makes messages for people possible: a union of operations names its
// discriminator, and a union of expressions asks for the member that tells one from the others before it looks inside.
require("ts-node/register");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { CAPABILITIES } = require("./capabilities.ts");
const { caseRow, traceItem } = require("./schema-rows.cjs");
const { definitionsOf, discriminated, expressionsOf, membersOf } = require("./schema-unions.cjs");

const root = join(__dirname, "../..");
const CASE = "urn:loopspec:schema:case:1";
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
