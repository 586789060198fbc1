// What `make-schemas.cjs` adds to the generator: definitions in the words of 2020-12, and unions that tell their members apart.
const { join } = require("node:path");
const { createGenerator } = require("ts-json-schema-generator");

const root = join(__dirname, "../..");
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

module.exports = { definitionsOf, membersOf, discriminated, expressionsOf };
