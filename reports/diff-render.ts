import type { Change, ChangeKind, DiffSide, DocumentDiff, ImplementationDiff } from "./diff.ts";
import { escapeMarkdown } from "./formats/markdown-text.ts";
import { SYMBOLS } from "./formats/status.ts";
import { groupBy } from "./group.ts";
import { type Style, styleFor, wrap, wrapAfter } from "./style.ts";
import { clip, count, visibleLine } from "./text.ts";
import { score } from "./totals.ts";

const TITLES: Record<ChangeKind, [one: string, many: string]> = {
  regression: ["regression", "regressions"],
  fix: ["fix", "fixes"],
  changed: ["other change", "other changes"],
  new: ["new case", "new cases"],
  removed: ["removed case", "removed cases"],
};

const CAUSES = {
  loop: "the loop changed",
  suite: "the suite changed",
  edition: "the edition is another",
  either: "the loop or the suite changed",
};

/** How many cases of a kind Markdown lists: a comment on a change has to stay readable. */
const MAX_ROWS = 200;

/** How lines are set. */
interface Printer {
  style: Style;
  width: number;
}

/**
 * A difference for a terminal.
 *
 * @param options.width Columns of the terminal; 100, if absent
 */
export function renderDiff(
  diff: DocumentDiff,
  options: { color?: boolean; width?: number } = {},
): string {
  const style = styleFor(options.color ?? false);
  const printer = { style, width: Math.max(40, options.width ?? 100) };
  return [
    style.bold(`${visibleLine(diff.from.name)} → ${visibleLine(diff.to.name)}`),
    wrapAfter("", suiteLine(diff), printer.width),
    ...partnerless(diff).map((line) => style.yellow(visibleLine(line))),
    ...diff.implementations.flatMap((one) => ["", ...implementationLines(one, diff, printer)]),
  ].join("\n");
}

function suiteLine(diff: DocumentDiff): string {
  if (diff.sameSuite) {
    const selections = diff.implementations.some(({ changes }) => changes.some(isUnshared));
    const what = selections ? "Same suite, other selections" : "Same suite";
    return `${what}: ${visibleLine(clip(diff.to.suite, 120))}`;
  }
  const shown = [diff.from, diff.to].map(({ suite }) => visibleLine(clip(suite, 120)));
  return `The suite changed: ${shown.join(" → ")}`;
}

/** Whether only one of the two has the case. */
const isUnshared = ({ kind }: Change): boolean => kind === "new" || kind === "removed";

/** What is told case by case: of one suite, what only one run asked is a matter of selections. */
const listed = (changes: readonly Change[], sameSuite: boolean): readonly Change[] =>
  sameSuite ? changes.filter((change) => !isUnshared(change)) : changes;

function partnerless({ removedImplementations, newImplementations }: DocumentDiff): string[] {
  return [
    ...removedImplementations.map((id) => `Only in the first: ${id}`),
    ...newImplementations.map((id) => `Only in the second: ${id}`),
  ];
}

/** What differs between the two: version, language, platform and so on. */
function factLine(from: DiffSide, to: DiffSide): string {
  const keys = ["id", "version", "languageVersion", "platform", "edition", "clock"] as const;
  const changed = keys.filter((key) => from[key] !== to[key]);
  if (changed.length === 0) return `version ${to.version}, as before`;
  return changed.map((key) => `${key} ${from[key]} → ${to[key]}`).join(", ");
}

function scoreLine(
  { from, to, changes, unchanged }: ImplementationDiff,
  { sameSuite }: DocumentDiff,
): string {
  const [a, b] = [score(from.totals), score(to.totals)];
  const kinds = [...groupBy(listed(changes, sameSuite), (change) => change.kind)];
  const counts = kinds.map(([kind, some]) => count(some.length, ...TITLES[kind]));
  return [
    `${a.passed}/${a.judged} → ${b.passed}/${b.judged} passed`,
    ...counts,
    `${unchanged} unchanged`,
  ].join(" · ");
}

/** Deviations first, cases second: `3 → 4 deviations; new: stop.clause`. */
function deviationLine({ deviations }: ImplementationDiff): string {
  const { from, to, appeared, gone } = deviations;
  const list = (ids: readonly string[]) =>
    ids
      .slice(0, 10)
      .map((id) => visibleLine(clip(id, 200)))
      .join(", ") + (ids.length > 10 ? ` and ${ids.length - 10} more` : "");
  return [
    `${from} → ${count(to, "deviation")}`,
    ...(appeared.length > 0 ? [`new: ${list(appeared)}`] : []),
    ...(gone.length > 0 ? [`gone: ${list(gone)}`] : []),
  ].join("; ");
}

function implementationLines(
  one: ImplementationDiff,
  diff: DocumentDiff,
  { style, width }: Printer,
): string[] {
  const name = visibleLine(one.id);
  const facts = wrapAfter("", `${name} ${visibleLine(factLine(one.from, one.to))}`, width);
  const lines = [
    style.bold(name) + style.dim(facts.slice(name.length)),
    wrapAfter("  ", deviationLine(one), width),
    wrapAfter("  ", scoreLine(one, diff), width),
  ];
  for (const [kind, changes] of groupBy(one.changes, (change) => change.kind)) {
    if (diff.sameSuite && changes.some(isUnshared)) {
      const run = kind === "new" ? "second" : "first";
      lines.push(`  ${style.dim(`${count(changes.length, "case")} only in the ${run} run`)}`);
      continue;
    }
    const paint = kind === "regression" ? style.red : kind === "fix" ? style.green : style.yellow;
    for (const [cause, some] of groupBy(changes, causeText(diff))) {
      const because = cause === "" ? "" : `: ${cause}`;
      lines.push(`  ${paint(count(some.length, ...TITLES[kind]))}${because}`);
      const alike = groupBy(some, (change) => `${change.clause} ${arrow(change)}`);
      for (const group of alike.values()) lines.push(...sentenceLines(group, width));
    }
  }
  return lines;
}

/** Why things changed, where the documents leave that open: with one suite and one edition it was the loop. */
const causeText =
  ({ sameSuite }: DocumentDiff) =>
  ({ cause, from, to }: Change): string => {
    if (!from || !to) return "";
    return sameSuite && cause !== "edition" ? "" : CAUSES[cause];
  };

/** Changes of one sentence in one way: a line for all of them, and the first case as an example. */
function sentenceLines([first, ...others]: readonly Change[], width: number): string[] {
  if (first === undefined) return [];
  const says = first.says === undefined ? first.clause : first.says;
  const more = others.length === 0 ? "" : ` and ${count(others.length, "more case", "more cases")}`;
  const lines = [
    wrapAfter("    ", `${arrow(first)}  ${clip(visibleLine(says), 300)}`, width),
    `      ${visibleLine(first.case)}${more}`,
  ];
  const said = first.to?.message;
  if (said !== undefined) lines.push(wrap(clip(visibleLine(said), 300), width, "      "));
  return lines;
}

function arrow({ from, to }: Change): string {
  const show = (side: Change["from"]) => side && `${SYMBOLS[side.verdict]} ${side.verdict}`;
  const [a, b] = [show(from), show(to)];
  if (a && b && from!.verdict === to!.verdict) {
    const reasons = [from!.reason, to!.reason].map((r) => clip(visibleLine(r ?? "?"), 80));
    return `${b} (${reasons.join(" → ")})`;
  }
  return a && b ? `${a} → ${b}` : (a ?? b ?? "");
}

/** A difference as Markdown, for a job summary or a comment. */
export function formatDiffMarkdown(diff: DocumentDiff): string {
  const regressions = diff.implementations.flatMap((one) =>
    one.changes.filter((change) => change.kind === "regression"),
  ).length;
  const head = regressions > 0 ? `❌ ${count(regressions, "regression")}` : "✅ no regression";
  const parts = [
    `## loopspec diff: ${head}`,
    `${escapeMarkdown(diff.from.name)} → ${escapeMarkdown(diff.to.name)}<br>${escapeMarkdown(suiteLine(diff))}`,
    partnerless(diff).map(escapeMarkdown).join("<br>"),
    ...diff.implementations.flatMap((one) => markdownOf(one, diff)),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function markdownOf(one: ImplementationDiff, diff: DocumentDiff): string[] {
  const head = `### <code>${escapeMarkdown(one.id)}</code> ${escapeMarkdown(factLine(one.from, one.to))}`;
  const groups = [...groupBy(listed(one.changes, diff.sameSuite), (change) => change.kind)];
  return [
    head,
    escapeMarkdown(deviationLine(one)),
    scoreLine(one, diff),
    ...groups.map(([kind, some]) => markdownTable(kind, some, diff)),
  ];
}

function markdownTable(kind: ChangeKind, changes: readonly Change[], diff: DocumentDiff): string {
  const rows = changes.slice(0, MAX_ROWS).map((change) => {
    const cause = causeText(diff)(change);
    const said = clip(change.to?.message ?? "", 300);
    const cells = [arrow(change), change.case, cause, said].map(escapeMarkdown);
    return `| ${cells.join(" | ")} |`;
  });
  const left = changes.length - rows.length;
  if (left > 0) rows.push(`| … ${left} more | | | |`);
  const table = ["| Verdict | Case | Cause | Message |", "| --- | --- | --- | --- |", ...rows];
  const title = `<summary>${count(changes.length, ...TITLES[kind])}</summary>`;
  const open = kind === "regression" ? " open" : "";
  return `<details${open}>${title}\n\n${table.join("\n")}\n\n</details>`;
}

/** A difference as JSON. */
export function formatDiffJson(diff: DocumentDiff): string {
  return `${JSON.stringify(diff, null, 1)}\n`;
}
