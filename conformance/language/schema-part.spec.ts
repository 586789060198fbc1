import { expect } from "chai";
import { schemaPart } from "./schema-part.ts";

const FIRST = {
  $id: "urn:first",
  $defs: {
    pair: { type: "array", items: { $ref: "#/$defs/leaf" } },
    leaf: { type: "number" },
    tree: { properties: { of: { $ref: "#/$defs/tree" }, at: { $ref: "urn:second#/$defs/set/a" } } },
  },
};
const SECOND = { $id: "urn:second", $defs: { set: { a: { const: 1 }, b: { const: 2 } } } };

describe("schemaPart", () => {
  it("has what a definition refers to, and nothing else", () => {
    expect(schemaPart("urn:first#/$defs/pair", [FIRST, SECOND])).to.deep.equal({
      $ref: "#/$defs/urn_first___defs_pair",
      $defs: {
        urn_first___defs_pair: {
          type: "array",
          items: { $ref: "#/$defs/urn_first___defs_leaf" },
        },
        urn_first___defs_leaf: { type: "number" },
      },
    });
  });

  it("follows references in a circle and into another schema", () => {
    expect(schemaPart("urn:first#/$defs/tree", [FIRST, SECOND])).to.deep.equal({
      $ref: "#/$defs/urn_first___defs_tree",
      $defs: {
        urn_first___defs_tree: {
          properties: {
            of: { $ref: "#/$defs/urn_first___defs_tree" },
            at: { $ref: "#/$defs/urn_second___defs_set_a" },
          },
        },
        urn_second___defs_set_a: { const: 1 },
      },
    });
  });

  it("refuses a reference that leads nowhere", () => {
    expect(() => schemaPart("urn:first#/$defs/none", [FIRST])).to.throw(
      "no schema has urn:first#/$defs/none",
    );
  });
});
