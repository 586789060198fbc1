/** Finds line and column of an offset in a text. */
export class LineIndex {
  private readonly starts: number[] = [0];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    for (const match of text.matchAll(/\r\n|\r|\n/g))
      this.starts.push(match.index + match[0].length);
  }

  /** Line and column, both counted from 1, of this offset, counted from 0. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    const start = this.starts[low]!;
    // Columns count characters as people see them, not the halves of surrogate pairs.
    return { line: low + 1, column: [...this.text.slice(start, offset)].length + 1 };
  }
}
