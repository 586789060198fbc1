// The parts of the case schema that are written by hand: the row of a case, and an item of a trace.

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

module.exports = { caseRow, traceItem };
