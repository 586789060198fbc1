import { join } from "shlex";
import { type Column, columnsOf } from "../columns.ts";
import { scriptLanguages } from "../commands.ts";
import { storyOf } from "../deviations/story.ts";
import { type CaseResult, type ResultsDocument, VERDICTS } from "../document.ts";
import { type FormatOptions, rowsOfColumn, SYMBOLS } from "../formats/status.ts";
import { placeOf } from "../gate.ts";
import { problemCount } from "../gate-grouping.ts";
import { lookup } from "../group.ts";
import { sourceLink } from "../source.ts";
import { clip, visible, visibleLine } from "../text.ts";
import { Interner } from "./interner.ts";
import { latestOf } from "./latest.ts";
import { packDetail } from "./pack-detail.ts";
import { packScripts } from "./pack-scripts.ts";
import { packStory } from "./pack-story.ts";
import type {
  PackedCase,
  PackedClause,
  PackedColumn,
  PackedDetail,
  PackedRun,
  Payload,
} from "./payload.ts";

/** How many problems of the gate a page lists. */
const MAX_PROBLEMS = 200;

/** One character for each verdict, in the order of `VERDICTS`. */
const CHARACTERS = "pfdtckujnex";
const CHARACTER_OF: ReadonlyMap<string, string> = new Map(
  VERDICTS.map((verdict, i) => [verdict, CHARACTERS[i]!]),
);

/** How a page is called and what it is told beside the documents. */
export interface PackOptions extends FormatOptions {
  /** Title of the page. */
  title?: string;
}

/** Packs documents into what the report's page needs, each string once. */
export function packDocuments(
  documents: readonly ResultsDocument[],
  options: PackOptions = {},
): Payload {
  const columns = columnsOf(documents);
  const catalogue = new Catalogue(documents);
  for (const { implementation } of columns) {
    for (const result of implementation.results) catalogue.addCase(result);
  }
  const details = new Details();
  const latest = latestOf(columns);
  const packed = columns.map((column) =>
    packColumn(column, documents, catalogue, details, options, latest.has(column)),
  );
  const { gate } = options;
  return {
    title: visibleLine(options.title ?? "Conformance of event loops"),
    verdicts: VERDICTS,
    characters: CHARACTERS,
    symbols: VERDICTS.map((verdict) => SYMBOLS[verdict]),
    runs: documents.map(packRun),
    columns: packed,
    headings: catalogue.headings,
    clauses: catalogue.clauses,
    cases: catalogue.cases,
    details: details.list,
    strings: catalogue.strings.strings,
    ...(gate && {
      gate: {
        holds: gate.problems.length === 0,
        said: problemCount(gate.problems),
        left: Math.max(0, gate.problems.length - MAX_PROBLEMS),
        problems: gate.problems.slice(0, MAX_PROBLEMS).map((problem) => {
          const { message, fix, implementation } = problem;
          const whose = implementation ? `${implementation}: ` : "";
          return visibleLine(clip(`${placeOf(problem)}${whose}${message} To do: ${fix}`, 1_000));
        }),
      },
    }),
  };
}

/** Clauses and cases of all documents, numbered; texts are the newest document's. */
class Catalogue {
  readonly strings = new Interner();
  readonly headings: string[] = [];
  readonly clauses: PackedClause[] = [];
  readonly cases: PackedCase[] = [];
  private readonly documents: readonly ResultsDocument[];
  private readonly headingIndex = new Map<string, number>();
  private readonly clauseIndex = new Map<string, number>();
  readonly caseIndex = new Map<string, number>();

  constructor(documents: readonly ResultsDocument[]) {
    const byAge = (a: ResultsDocument, b: ResultsDocument) =>
      Date.parse(b.startedAt) - Date.parse(a.startedAt);
    this.documents = [...documents].sort(byAge);
    for (const document of this.documents) {
      for (const id of Object.keys(document.clauses ?? {})) this.clauseOf(id);
    }
  }

  addCase(result: CaseResult): void {
    if (this.caseIndex.has(result.case)) return;
    this.caseIndex.set(result.case, this.cases.length);
    // A document prints the programs of those cases alone that it has something to say about.
    const text =
      this.newest((document) => {
        const found = lookup(document.cases, result.case);
        return found?.program === undefined ? undefined : found;
      }) ?? this.newest((document) => lookup(document.cases, result.case));
    const { strings } = this;
    this.cases.push({
      id: visibleLine(clip(result.case, 500)),
      title: visibleLine(clip(result.title, 500)),
      clauses: result.clauses.map((id) => this.clauseOf(id, result)),
      level: result.level,
      basis: result.basis,
      ...(text?.why !== undefined && { why: visible(clip(text.why, 5_000)) }),
      ...(text?.needs?.length && { needs: text.needs.map(visibleLine) }),
      ...(text?.program !== undefined && { program: strings.text(text.program) }),
      ...packScripts(result.case, this.documents, strings),
    });
  }

  private newest<T>(find: (document: ResultsDocument) => T | undefined): T | undefined {
    for (const document of this.documents) {
      const found = find(document);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Clauses that no catalogue has are shown too, under the first word of their id. */
  clauseOf(id: string, about?: Pick<CaseResult, "level" | "basis">): number {
    const known = this.clauseIndex.get(id);
    if (known !== undefined) return known;
    const index = this.clauses.length;
    this.clauseIndex.set(id, index);
    const text = this.newest((document) => lookup(document.clauses, id));
    const { since, until, except } = text ?? {};
    const link = text && sourceLink(text);
    const editions = [
      since && `from ${since}`,
      until && `until ${until}`,
      except && `except ${except}`,
    ].filter(Boolean);
    this.clauses.push({
      id: visibleLine(clip(id, 500)),
      says: visibleLine(clip(text?.says ?? id, 2_000)),
      heading: this.headingOf(text?.heading ?? id.split(".")[0]!),
      source: visibleLine(clip(text?.source ?? "", 2_000)),
      ...(link !== undefined && { url: link }),
      level: text?.level ?? about?.level ?? "INFO",
      basis: text?.basis ?? about?.basis ?? "observed",
      status: visibleLine(text?.status ?? "cases"),
      ...(text?.why !== undefined && { why: visibleLine(clip(text.why, 2_000)) }),
      ...(editions.length > 0 && { editions: visibleLine(editions.join(" ")) }),
    });
    return index;
  }

  private headingOf(heading: string): number {
    const shown = visibleLine(clip(heading, 200));
    const known = this.headingIndex.get(shown);
    if (known !== undefined) return known;
    this.headingIndex.set(shown, this.headings.length);
    return this.headings.push(shown) - 1;
  }
}

/** Details, equal ones once: many loops are wrong in the same way. */
class Details {
  readonly list: PackedDetail[] = [];
  private readonly indexes = new Map<string, number>();

  add(detail: PackedDetail): number {
    const key = JSON.stringify(detail);
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.indexes.set(key, this.list.length);
    return this.list.push(detail) - 1;
  }
}

function packColumn(
  column: Column,
  documents: readonly ResultsDocument[],
  catalogue: Catalogue,
  details: Details,
  options: FormatOptions,
  latest: boolean,
): PackedColumn {
  const { implementation, document, label } = column;
  const verdicts = new Array<string>(catalogue.cases.length).fill(" ");
  const pairs: number[] = [];
  for (const row of rowsOfColumn(column, options)) {
    const index = catalogue.caseIndex.get(row.result.case)!;
    verdicts[index] = CHARACTER_OF.get(row.result.verdict)!;
    const detail = packDetail(row, catalogue.strings, (verdict) => CHARACTER_OF.get(verdict)!);
    if (detail) pairs.push(index, details.add(detail));
  }
  const { language, languageVersion, platform, edition, clock, failure } = implementation;
  const edits = implementation.scriptEdits;
  const facts = [
    `${language} ${languageVersion}`.trim(),
    platform,
    edition && `edition ${edition}`,
    clock && `${clock} clock`,
  ];
  return {
    label: visibleLine(clip(label, 300)),
    id: visibleLine(clip(implementation.id, 300)),
    version: visibleLine(clip(implementation.version, 100)),
    facts: facts.filter(Boolean).map((fact) => visibleLine(clip(fact, 100))),
    capabilities: implementation.capabilities.map((name) => visibleLine(clip(name, 100))),
    run: documents.indexOf(document),
    verdicts: verdicts.join(""),
    details: pairs,
    arguments: visibleLine(join(implementation.arguments ?? ["-i", implementation.id])),
    languages: scriptLanguages(implementation).map((name) => visibleLine(clip(name, 100))),
    ...(edits && {
      edits: edits.replace.map(([a, b]): [string, string] => [visible(a), visible(b)]),
    }),
    ...(failure && {
      failure: visibleLine(clip(`${failure.message} ${failure.hint ?? ""}`.trim(), 2_000)),
    }),
    ...packStory(storyOf(column, options), {
      ofClause: (id) => catalogue.clauseOf(id),
      ofCase: (id) => catalogue.caseIndex.get(id)!,
    }),
    latest,
  };
}

function packRun(document: ResultsDocument): PackedRun {
  const { suite, shard } = document;
  const host = Object.entries(document.host).map(
    ([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return {
    started: visibleLine(document.startedAt),
    finished: visibleLine(document.finishedAt),
    command: visibleLine(clip(document.command, 1_000)),
    suite: visibleLine(clip(`${suite.version} · ${suite.digest}`, 200)),
    host: visibleLine(clip(host.join(", "), 500)),
    complete: document.complete,
    ...(shard && { shard: `${shard.index} of ${shard.count}` }),
  };
}
