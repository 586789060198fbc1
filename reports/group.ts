/** Sorts items into groups by key; groups stand in the order of their first item. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A property of a dictionary from a document; never one that every object inherits. */
export function lookup<T>(dictionary: { [id: string]: T } | undefined, id: string): T | undefined {
  return dictionary && Object.hasOwn(dictionary, id) ? dictionary[id] : undefined;
}
