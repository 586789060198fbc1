import { clip, visible, visibleLine } from "../text.ts";
import type { PackedText, StringIndex } from "./payload.ts";

/** Characters of one line, and lines of one text, that the report shows. */
const MAX_LINE = 2_000;
const MAX_LINES = 2_000;

/** Keeps every string once, in a form that can be shown. */
export class Interner {
  readonly strings: string[] = [];
  private readonly indexes = new Map<string, StringIndex>();

  /** The index of this text on one line, cut where it is very long. */
  line(text: string): StringIndex {
    const shown = visibleLine(clip(text, MAX_LINE));
    const known = this.indexes.get(shown);
    if (known !== undefined) return known;
    const index = this.strings.length;
    this.strings.push(shown);
    this.indexes.set(shown, index);
    return index;
  }

  /** The indexes of the lines of this text. */
  text(text: string): PackedText {
    const lines = visible(text).replace(/\n$/, "").split("\n");
    const kept = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), "…"] : lines;
    // Indentation by tabs has to survive: it is part of programs.
    return kept.map((line) => this.line(line.replaceAll("\t", "    ")));
  }
}
