/** `ATLAS.md`: the atlas in one page of Markdown. */
import { escapeMarkdown } from "../formats/markdown-text.ts";
import { countMarks, isPromised, type Sentence } from "./chapter.ts";
import type { AtlasEntry, JudgedEntry } from "./entry.ts";
import { rankingOf } from "./loops-page.ts";

/** How many of the most broken sentences are listed, and how many of each loop's deviations. */
const SENTENCES = 10;
const WORST = 5;

/** The summary. */
export function atlasSummary(
  judged: readonly JudgedEntry[],
  others: readonly AtlasEntry[],
  sentences: readonly Sentence[],
  command: string,
): string {
  const ranking = rankingOf(judged, sentences);
  const rows = ranking.map(
    ({ entry, counts, judged: of }) =>
      `| ${escapeMarkdown(entry.title)} | ${escapeMarkdown(entry.implementation.languageVersion)} | ${counts.broken} of ${of} | ${entry.story.failed.length} | ${counts.absent} | ${counts.open} |`,
  );
  return `${[
    "# Atlas",
    `Made by \`${command}\` from ${judged.length} result documents. A sentence is broken where at least one case about it fails; only sentences that the documentation promises are counted. One that is not judged counts neither way: mostly it stands on another that is broken, so that a loop with many of them keeps less than its place says.`,
    "## Loops, those that break least first",
    [
      "| loop | language | broken sentences | deviations | not offered | not judged |",
      "| --- | --- | ---: | ---: | ---: | ---: |",
      ...rows,
    ].join("\n"),
    "## The sentences most often broken",
    mostBroken(judged, sentences),
    "## The worst of each loop",
    ...ranking
      .filter(({ entry }) => entry.story.failed.length > 0)
      .map(({ entry }) => worstOf(entry)),
    ...(others.length === 0
      ? []
      : [
          "## Not judged",
          others
            .map(
              ({ name, problem = "" }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(problem)}`,
            )
            .join("\n"),
        ]),
  ].join("\n\n")}\n`;
}

function mostBroken(judged: readonly JudgedEntry[], sentences: readonly Sentence[]): string {
  const broken = sentences
    .filter(isPromised)
    .map((sentence) => ({ sentence, loops: countMarks(sentence).broken }))
    .filter(({ loops }) => loops > 0)
    .sort((a, b) => b.loops - a.loops)
    .slice(0, SENTENCES);
  if (broken.length === 0) return "None is broken.";
  const by = ({ marked }: Sentence) =>
    judged.filter(({ name }) => marked.get(name)?.mark === "broken").map(({ title }) => title);
  return broken
    .map(
      ({ sentence, loops }, i) =>
        `${i + 1}. ${escapeMarkdown(sentence.clause.says)} (${escapeMarkdown(sentence.id)}; ${loops}: ${escapeMarkdown(by(sentence).join(", "))})`,
    )
    .join("\n");
}

function worstOf({ title, story }: JudgedEntry): string {
  const items = story.failed
    .slice(0, WORST)
    .map(
      ({ deviation, clause, fresh }) =>
        `- ${escapeMarkdown(clause?.says ?? deviation.id)} (${escapeMarkdown(deviation.clause)}, ${fresh.length})`,
    );
  const more = story.failed.length > WORST ? `\n- and ${story.failed.length - WORST} more` : "";
  return `### ${escapeMarkdown(title)}\n\n${items.join("\n")}${more}`;
}
