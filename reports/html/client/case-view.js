import { copyBlock, copyButton } from "./copy.js";
import { byId, h, withCode } from "./dom.js";
import { visibleCases } from "./matrix.js";
import { data, detailAt, gravest, RED, text, unpack, verdictAt, verdictOf } from "./model.js";
import { scriptOf, whyNoScript } from "./script-view.js";
import { linkTo, shownColumns } from "./state.js";
import { channelView, traceView } from "./trace-view.js";
import { gradeChips, sourceOf, verdictChip } from "./verdict-view.js";

/** @typedef {import("./state.js").State} State */

/** The column that the page is about: the one asked for, else the first that does worst. */
function subjectOf(/** @type {State} */ state, /** @type {number} */ kase) {
  if (state.on !== undefined) return state.on;
  const columns = shownColumns(state);
  const worst = gravest(new Map(columns.map((column) => [verdictAt(column, kase), 1])));
  return columns.find((column) => verdictAt(column, kase) === worst) ?? 0;
}

/** @param {State} state */
export function renderCase(state) {
  const { kase } = state;
  const one = kase === undefined ? undefined : data.cases[kase];
  if (kase === undefined || !one) return;
  const on = subjectOf(state, kase);
  const clause = data.clauses[one.clauses[0] ?? -1];
  document.title = `${one.id} · ${data.title}`;
  const parts = [
    navigation(state, kase, on),
    h("h1", { tabindex: -1, id: "case-title" }, one.title),
    h(
      "p",
      { class: "facts" },
      ...gradeChips(one),
      h("code", {}, one.id),
      data.headings[clause?.heading ?? -1],
    ),
    ...one.clauses.map((index, i) => clauseQuote(index, i === 0)),
    one.why ? h("p", { class: "why" }, h("b", {}, "Why it matters. "), one.why) : null,
    verdictList(state, kase, on),
    h(
      "div",
      { class: "halves" },
      h("section", { "aria-label": "Result" }, ...resultParts(kase, on)),
      h("section", { "aria-label": "Program" }, ...programParts(kase)),
    ),
    h("section", { "aria-label": "Look closer", class: "closer" }, ...closerParts(kase, on)),
  ];
  byId("case").replaceChildren(...parts.filter((part) => part !== null));
}

/**
 * Through the cases that the filters let through, and through the failures of the loop whatever they say.
 *
 * @param {State} state
 * @param {number} kase
 * @param {number} on
 */
function navigation(state, kase, on) {
  const order = visibleCases(state);
  const at = order.indexOf(kase);
  const link = (
    /** @type {number | undefined} */ to,
    /** @type {string} */ words,
    /** @type {string} */ id,
  ) =>
    to === undefined
      ? h("span", { class: "off" }, words)
      : h("a", { href: linkTo({ kase: to }), id }, words);
  return h(
    "nav",
    { class: "case-nav", "aria-label": "Cases" },
    h("a", { href: linkTo({ kase: undefined, on: undefined }), id: "back" }, "← All results"),
    h("span", { class: "facts" }, at >= 0 ? `${at + 1} of ${order.length}` : ""),
    link(at > 0 ? order[at - 1] : undefined, "Previous", "previous"),
    link(at >= 0 ? order[at + 1] : undefined, "Next", "next"),
    ...failureLinks(kase, on),
  );
}

/**
 * @param {number} kase
 * @param {number} on
 */
function failureLinks(kase, on) {
  const failures = data.cases.flatMap((_, i) => (RED.includes(verdictAt(on, i)) ? [i] : []));
  if (failures.length === 0) return [];
  const before = failures.findLast((other) => other < kase);
  const after = failures.find((other) => other > kase);
  const at = failures.indexOf(kase);
  const place = at >= 0 ? `failure ${at + 1} of ${failures.length}` : `${failures.length} failures`;
  const link = (
    /** @type {number | undefined} */ to,
    /** @type {string} */ words,
    /** @type {string} */ id,
  ) =>
    to === undefined
      ? h("span", { class: "off" }, words)
      : h("a", { href: linkTo({ kase: to, on }), id }, words);
  return [
    h("span", { class: "facts" }, place),
    link(before, "Previous failure", "previous-failure"),
    link(after, "Next failure", "next-failure"),
  ];
}

/**
 * @param {number} index
 * @param {boolean} first
 */
function clauseQuote(index, first) {
  const clause = data.clauses[index];
  if (!clause) return null;
  const { id, says, editions } = clause;
  const facts = [h("code", {}, id), sourceOf(clause), editions].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  const body = [h("p", { class: "says" }, says), h("p", { class: "facts" }, ...facts)];
  if (first) return h("blockquote", {}, ...body);
  return h(
    "blockquote",
    { class: "also" },
    h("p", { class: "facts" }, "Rests on this, too:"),
    ...body,
  );
}

/**
 * @param {State} state
 * @param {number} kase
 * @param {number} on
 */
function verdictList(state, kase, on) {
  const shown = shownColumns(state);
  const columns = shown.includes(on) ? shown : [on, ...shown];
  const items = columns.map((column) => {
    const character = verdictAt(column, kase);
    const href = linkTo({ kase, on: column });
    const current = column === on ? "true" : undefined;
    return h(
      "li",
      {},
      h(
        "a",
        { href, "aria-current": current },
        verdictChip(character),
        h("span", { class: "loop-name" }, data.columns[column]?.label),
      ),
    );
  });
  return h("nav", { "aria-label": "Loops" }, h("ul", { class: "loops-of-case" }, ...items));
}

/**
 * @param {number} kase
 * @param {number} on
 */
function resultParts(kase, on) {
  const column = data.columns[on];
  if (!column) return [];
  const character = verdictAt(on, kase);
  const detail = detailAt(on, kase) ?? {};
  const lines = [
    detail.m !== undefined && h("p", { class: "message" }, ...withCode(text(detail.m))),
    detail.w !== undefined &&
      h("p", { class: "facts" }, "Kind of mismatch: ", h("code", {}, text(detail.w))),
    detail.x &&
      h(
        "p",
        {},
        h("b", {}, "Expected: "),
        text(detail.x[0]),
        detail.x[1] >= 0 && ` (${text(detail.x[1])})`,
      ),
    detail.f && h("p", {}, h("b", {}, `Cause: ${text(detail.f[0])}. `), text(detail.f[1])),
    detail.a && h("p", { class: "chips" }, "Attempts: ", ...attempts(detail.a)),
    detail.near !== undefined && h("p", {}, `It took ${detail.near} ms, close to its limit.`),
    column.failure && h("p", {}, `The loop could not be started: ${column.failure}`),
  ];
  const name = verdictOf(character).name;
  const heading = h("h2", {}, verdictChip(character), ` ${column.label}`);
  const nothing =
    character === " "
      ? "This run did not have the case."
      : `Nothing more is recorded of this ${name}.`;
  const said =
    lines.some(Boolean) || detail.t || detail.c ? null : h("p", { class: "facts" }, nothing);
  return [
    heading,
    ...lines.map((line) => line || null),
    detail.t ? traceView(detail.t) : null,
    detail.c ? channelView(detail.c) : null,
    said,
  ];
}

/** @param {[string, number][]} list */
function attempts(list) {
  return list.map(([character, ms]) =>
    verdictChip(character, `${verdictOf(character).name} ${ms} ms`),
  );
}

/** @param {number} kase */
function programParts(kase) {
  const program = data.cases[kase]?.program;
  return program ? [h("h2", {}, "Program"), copyBlock("program", unpack(program))] : [];
}

/**
 * Commands, script and bug report, over the whole width: scripts have long lines.
 *
 * @param {number} kase
 * @param {number} on
 */
function closerParts(kase, on) {
  const one = data.cases[kase];
  const column = data.columns[on];
  if (!one || !column) return [];
  const id = quote(one.id);
  const commands = `loopspec explain ${id} ${column.arguments}\nloopspec run --select ${id} ${column.arguments}`;
  const script = scriptOf(one, column, detailAt(on, kase)?.l);
  return [
    h("h2", {}, "Look closer"),
    one.program
      ? null
      : h("p", {}, "The first of these commands prints its program and its script."),
    copyBlock("commands", commands, "commands"),
    RED.includes(verdictAt(on, kase))
      ? copyButton("bug report", "Copy as bug report", bugReport(kase, on, commands, script))
      : null,
    script ? h("h2", {}, `Script without loopspec (${script.language})`) : null,
    script ? copyBlock("script", script.text) : whyNoScript(one, column),
  ];
}

/**
 * What a maintainer needs, in Markdown: the sentence and its place, versions, what was wrong, the script.
 *
 * @param {number} kase
 * @param {number} on
 * @param {string} commands
 * @param {{ language: string, text: string } | undefined} script
 */
function bugReport(kase, on, commands, script) {
  const one = data.cases[kase];
  const column = data.columns[on];
  const clause = data.clauses[one?.clauses[0] ?? -1];
  const detail = detailAt(on, kase) ?? {};
  const fence = (/** @type {string} */ language, /** @type {string} */ body) =>
    `\`\`\`${language}\n${body.replace(/\n$/, "")}\n\`\`\``;
  return [
    `# ${column?.subject}: ${one?.title} does not hold`,
    `> ${clause?.says}`,
    [clause?.source, clause?.url].filter(Boolean).join(" "),
    `${[column?.label, column?.version, ...(column?.facts ?? [])].filter(Boolean).join(" · ")}`,
    detail.m === undefined ? "" : text(detail.m),
    script ? fence(script.language, script.text) : "",
    fence("", commands),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A word that a shell takes as it stands. @param {string} word */
function quote(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
