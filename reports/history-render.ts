import { escapeMarkdown } from "./formats/markdown-text.ts";
import { element, escapeText } from "./formats/xml.ts";
import type { History, HistorySentence, SentenceState } from "./history.ts";
import { count, visibleLine } from "./text.ts";

const MARKS: { readonly [state in SentenceState]: string } = {
  holds: "✓",
  broken: "✗",
  unjudged: "–",
};
const WORDS: { readonly [state in SentenceState]: string } = {
  holds: "holds",
  broken: "broken",
  unjudged: "not judged",
};

/** `broke in 0.18.0, mended in 0.23.0`. */
function story({ events }: HistorySentence, { runs }: History): string {
  return events
    .map(({ run, what }) => {
      const { label = "", otherSuite = false } = runs[run] ?? {};
      const suite = otherSuite ? ", with another suite" : "";
      return what === "broken" && run === 0
        ? `broken since the first run, ${label}`
        : `${what} in ${label}${suite}`;
    })
    .join("; ");
}

const headOf = (history: History): string =>
  `${count(history.runs.length, "run")}, ${count(history.sentences.length, "sentence")} broken in at least one, ${count(history.steady, "other sentence")} never`;

/** A history as Markdown. */
export function formatHistoryMarkdown(histories: readonly History[]): string {
  const parts = histories.flatMap((history) => [
    `## ${escapeMarkdown(history.id)}`,
    `${escapeMarkdown(headOf(history))}.`,
    ...(history.sentences.length === 0 ? [] : [tableOf(history)]),
  ]);
  return `${["# History", ...parts].join("\n\n")}\n`;
}

function tableOf(history: History): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const labels = history.runs.map(({ label }) => escapeMarkdown(label));
  return [
    row(["Sentence", ...labels, "What happened"]),
    row(["---", ...labels.map(() => ":-:"), "---"]),
    ...history.sentences.map((sentence) =>
      row([
        `${escapeMarkdown(sentence.says)} (${escapeMarkdown(sentence.clause)})`,
        ...sentence.states.map((state) => MARKS[state]),
        escapeMarkdown(story(sentence, history)),
      ]),
    ),
  ].join("\n");
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .4rem .6rem; text-align: left; vertical-align: top; }
.state { text-align: center; white-space: nowrap; }
.broken { font-weight: 700; }
code { font-size: .85em; overflow-wrap: anywhere; }
`;

/** A history as a page of its own, without scripts. */
export function formatHistoryHtml(histories: readonly History[]): string {
  const sections = histories.map(historySection);
  return `<!doctype html>\n${element("html", { lang: "en" }, [
    element("head", {}, [
      `<meta charset="utf-8">`,
      `<meta name="viewport" content="width=device-width, initial-scale=1">`,
      element("title", {}, "loopspec history"),
      element("style", {}, STYLE),
    ]),
    element(
      "body",
      {},
      element("main", {}, [
        element("h1", {}, "Which sentence broke or was mended when"),
        ...sections,
      ]),
    ),
  ])}\n`;
}

/** One implementation's part of a page. */
export function historySection(history: History, index: number): string {
  const id = `history-${index}`;
  const head = ["Sentence", ...history.runs.map(({ label }) => label), "What happened"];
  const rows = history.sentences.map((sentence) =>
    element("tr", {}, [
      element("th", { scope: "row" }, [
        sentence.url === undefined
          ? escapeText(visibleLine(sentence.says))
          : element("a", { href: sentence.url }, escapeText(visibleLine(sentence.says))),
        "<br>",
        element("code", {}, escapeText(visibleLine(sentence.clause))),
      ]),
      ...sentence.states.map((state) =>
        element("td", { class: `state ${state}` }, `${MARKS[state]} ${WORDS[state]}`),
      ),
      element("td", {}, escapeText(visibleLine(story(sentence, history)))),
    ]),
  );
  const table = element("table", {}, [
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        head.map((text) => element("th", { scope: "col" }, escapeText(visibleLine(text)))),
      ),
    ),
    element("tbody", {}, rows),
  ]);
  return element("section", { "aria-labelledby": id }, [
    element("h2", { id }, escapeText(visibleLine(history.id))),
    element("p", {}, escapeText(`${headOf(history)}.`)),
    ...(rows.length === 0
      ? []
      : [
          element(
            "div",
            { class: "wide", tabindex: "0", role: "group", "aria-labelledby": id },
            table,
          ),
        ]),
  ]);
}
