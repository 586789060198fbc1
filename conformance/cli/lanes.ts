/** Works on many things, a few at a time. */

/**
 * Works on all items, each as soon as a lane is free.
 *
 * @param lanes items that are worked on at the same time
 * @param signal no further item is begun once it is aborted
 * @returns the answers to those that were begun, in the order of the items
 */
export async function inLanes<Item, Answer>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<readonly Answer[]> {
  const answers: { readonly at: number; readonly answer: Answer }[] = [];
  const open = [...items.entries()];
  const lane = async () => {
    while (signal?.aborted !== true) {
      const next = open.shift();
      if (next === undefined) return;
      const [at, item] = next;
      answers.push({ at, answer: await work(item) });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers.sort((one, other) => one.at - other.at).map(({ answer }) => answer);
}
