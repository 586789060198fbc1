/** What somebody may have meant who asks for a clause or a case by another name. */
import { existsSync } from "node:fs";
import { allCases } from "../cases/index.ts";
import { clauses } from "../clauses/index.ts";
import { didYouMean } from "../suggest.ts";

/**
 * What to try instead of an id that there is not.
 *
 * @returns a sentence with a space at its end, or nothing
 */
export function idMeant(word: string): string {
  if (existsSync(word)) return "It is a file: `loopspec report` reads results. ";
  const ids = [...Object.keys(clauses), ...allCases.map((each) => each.id)];
  const start = word.includes("*") ? (word.split("*")[0] as string) : startOfMethod(word);
  if (start !== "" && ids.some((id) => id.startsWith(start)))
    return `One at a time: \`loopspec list cases --select '${start}*'\` lists what begins so. `;
  return didYouMean(word, ids);
}

/** `loop.call_soon()`, `asyncio.loop.call_soon` and the address of its documentation: `call-soon.`, with which clauses begin. */
function startOfMethod(word: string): string {
  const [, name] = /^(?:https?:.*#)?(?:asyncio\.)?(?:loop\.)?([a-z_]+)(?:\(\))?$/.exec(word) ?? [];
  return name === undefined ? "" : `${name.replaceAll("_", "-")}.`;
}
