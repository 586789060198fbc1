/** The deviations of a loop, each with the smallest script that shows it. */
import { scriptFor } from "../commands.ts";
import type { Told } from "../deviations/story.ts";
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { count } from "../text.ts";
import type { JudgedEntry } from "./entry.ts";
import { type ShownScript, scriptAddress } from "./scripts.ts";
import { plain, sentenceView } from "./sentence-view.ts";

/** Shows the deviations of one loop, and collects their scripts. */
export class DeviationViews {
  readonly shown: ShownScript[] = [];
  private readonly entry: JudgedEntry;

  constructor(entry: JudgedEntry) {
    this.entry = entry;
  }

  /** A list under its title; nothing where there are none. */
  list(title: string, told: readonly Told[]): string {
    if (told.length === 0) return "";
    return `<h2>${title}</h2>\n${told.map((one) => this.view(one)).join("\n")}`;
  }

  private view({ deviation, clause, smallest: { result }, fresh, known }: Told): string {
    const { id } = deviation;
    const cases = count(fresh.length + known.length, "case");
    const sentence =
      clause === undefined ? plain(id) : sentenceView({ id: deviation.clause, clause });
    const defect =
      result.defect === undefined ? "" : ` Known upstream as ${plain(result.defect.id)}.`;
    return `<article class="deviation" id="d-${escapeAttribute(id)}">
<p>${sentence}</p>
<p class="facts">${plain(deviation.clause)} · ${escapeText(cases)}, the smallest: <code>${plain(result.case)}</code> (${plain(result.verdict)}).${defect}</p>
${result.message === undefined ? "" : `<p>${plain(result.message)}</p>`}
${this.script(result)}
</article>`;
  }

  private script({ case: id, limit }: Told["smallest"]["result"]): string {
    const { document, implementation } = this.entry;
    const script = scriptFor(document.cases?.[id], implementation, limit);
    if (script === undefined) return "";
    const shown = { loop: this.entry.name, id, ...script };
    this.shown.push(shown);
    return `<p><a href="../${escapeAttribute(scriptAddress(shown))}">Script of <code>${plain(id)}</code></a></p>`;
  }
}
