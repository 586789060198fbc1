import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { BASES, LEVELS, SCHEMA, VERDICTS } from "./document.ts";
import { checkSchema, schemaPath } from "./schema-check.ts";
import { sampleDocument } from "./testing/sample-document.ts";

const schema = JSON.parse(readFileSync(schemaPath("results"), "utf8"));

describe("the schemas of documents", () => {
  for (const name of ["results", "expect", "stream"] as const)
    it(`keep to the rules of JSON Schema: ${name}`, () => {
      const ajv = new Ajv({ logger: false });
      ajv.validateSchema(JSON.parse(readFileSync(schemaPath(name), "utf8")));
      expect(ajv.errors ?? []).to.deep.equal([]);
    });
});

describe("result document", () => {
  it("has the same verdicts, levels, bases and version in the schema and in the types", () => {
    expect(schema.definitions.verdict.enum).to.deep.equal([...VERDICTS]);
    expect(schema.definitions.implementation.properties.totals.required).to.deep.equal([
      ...VERDICTS,
    ]);
    expect(schema.definitions.level.enum).to.deep.equal([...LEVELS]);
    expect(schema.definitions.basis.enum).to.deep.equal([...BASES]);
    expect(schema.properties.schema.const).to.equal(SCHEMA);
  });

  it("is accepted whole and with nothing but what is required", () => {
    expect(checkSchema("results", sampleDocument())).to.equal(undefined);
    const { clauses, cases, ...required } = sampleDocument();
    expect(clauses).not.to.equal(undefined);
    expect(cases).not.to.equal(undefined);
    expect(checkSchema("results", required)).to.equal(undefined);
  });

  it("may carry properties that this version does not know", () => {
    expect(checkSchema("results", { ...sampleDocument(), later: [1] })).to.equal(undefined);
  });

  const required = schema.required as string[];
  for (const field of required) {
    it(`is refused without ${field}`, () => {
      const broken = Object.fromEntries(
        Object.entries(sampleDocument()).filter(([key]) => key !== field),
      );
      expect(checkSchema("results", broken)?.message).to.include(field);
    });
  }
});
