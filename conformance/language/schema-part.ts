/** The part of the published schemas that one definition needs: to compile the whole takes a second. */

/** A JSON Schema, or a part of one. */
export type SchemaNode = boolean | { readonly [keyword: string]: unknown };

/** Collects definitions, each under its absolute reference. */
class Part {
  private readonly schemas: ReadonlyMap<string, SchemaNode>;
  readonly definitions: { [name: string]: unknown } = {};

  constructor(schemas: readonly SchemaNode[]) {
    this.schemas = new Map(schemas.map((schema) => [idOf(schema), schema]));
  }

  /** Takes in what an absolute reference leads to. */
  add(reference: string): string {
    const name = reference.replaceAll(/[^\w-]/g, "_");
    if (!(name in this.definitions)) {
      // Entered before it is copied: expressions nest in each other.
      this.definitions[name] = true;
      const [id = "", pointer = ""] = reference.split("#");
      this.definitions[name] = this.copy(this.find(id, pointer, reference), id);
    }
    return `#/$defs/${name}`;
  }

  private find(id: string, pointer: string, reference: string): unknown {
    let node: unknown = this.schemas.get(id);
    for (const step of pointer.split("/").slice(1))
      node = (node as { [key: string]: unknown } | undefined)?.[step];
    if (node === undefined) throw new Error(`no schema has ${reference}`);
    return node;
  }

  /** A copy whose references lead to the collected definitions. */
  private copy(node: unknown, id: string): unknown {
    if (Array.isArray(node)) return node.map((each) => this.copy(each, id));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) =>
        key === "$ref" && typeof value === "string"
          ? [key, this.add(value.startsWith("#") ? id + value : value)]
          : [key, this.copy(value, id)],
      ),
    );
  }
}

const idOf = (schema: SchemaNode) =>
  typeof schema === "object" && typeof schema.$id === "string" ? schema.$id : "";

/**
 * A schema of one definition and of what it refers to, and of nothing else.
 *
 * @param reference absolute: `urn:…#/$defs/reply`
 * @param schemas the schemas that it leads into, each with its `$id`
 * @throws Error if a reference leads nowhere
 */
export function schemaPart(reference: string, schemas: readonly SchemaNode[]): SchemaNode {
  const part = new Part(schemas);
  const $ref = part.add(reference);
  return { $ref, $defs: part.definitions };
}
