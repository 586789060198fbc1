/**
 * Joins items that share a key, directly or through others.
 *
 * @param keysOf The keys of an item
 * @returns The clusters in the order of their first item, the items of each in theirs
 */
export function clustersOf<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const parent = items.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    // Halves the way for those who ask next.
    for (let at = i; at !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const first = new Map<string, number>();
  items.forEach((item, i) => {
    for (const key of keysOf(item)) {
      const known = first.get(key);
      if (known === undefined) first.set(key, i);
      else {
        const [a, b] = [rootOf(known), rootOf(i)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const clusters = new Map<number, T[]>();
  items.forEach((item, i) => {
    const root = rootOf(i);
    const cluster = clusters.get(root);
    if (cluster) cluster.push(item);
    else clusters.set(root, [item]);
  });
  return [...clusters.values()];
}
