/** The part of schemas that one definition needs: a compiler translates every schema that it is pointed into as a whole. */

/** A schema with an id and named definitions, as it is published. */
export interface NamedSchema {
  readonly $id: string;
  readonly $defs: { readonly [name: string]: unknown };
  readonly [keyword: string]: unknown;
}

/**
 * The schemas with those definitions alone that a reference leads to, directly or through others.
 *
 * @param reference `ID#/$defs/NAME`
 * @returns schemas of the same ids, without what stands beside their definitions
 */
export function partsFor(
  reference: string,
  schemas: readonly NamedSchema[],
): readonly NamedSchema[] {
  const needed = new Map(schemas.map(({ $id }) => [$id, new Set<string>()]));
  const follow = (to: string, from: string): void => {
    const [id, pointer = ""] = to.split("#");
    const base = id === "" || id === undefined ? from : id;
    const [, name] = /^\/\$defs\/([^/]+)/.exec(pointer) ?? [];
    const known = needed.get(base);
    if (known === undefined || name === undefined) throw new Error(`no definition \`${to}\``);
    if (known.has(name)) return;
    known.add(name);
    const definition = schemas.find(({ $id }) => $id === base)?.$defs[name];
    for (const next of referencesIn(definition)) follow(next, base);
  };
  follow(reference, "");
  return schemas.map(({ $id, $defs }) => ({
    $id,
    $defs: Object.fromEntries(Object.entries($defs).filter(([name]) => needed.get($id)?.has(name))),
  }));
}

function referencesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) =>
    keyword === "$ref" && typeof value === "string" ? [value] : referencesIn(value),
  );
}
