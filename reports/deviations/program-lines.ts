/** The lines of a printed program, and what can be asked of them. */
export class ProgramLines {
  private readonly lines: readonly string[];

  /** @param program The program as `CaseText.program` prints it */
  constructor(program: string) {
    this.lines = program.split("\n").filter((line) => line.trim() !== "");
  }

  /** Number of the line that writes this entry into the trace; -1 where none is known to. */
  writing(entry: string): number {
    const label = /^([^=(]*)=/.exec(entry)?.[1];
    const name = entry.replace(/\(.*$/s, "");
    const texts = [
      `log(${JSON.stringify(entry)})`,
      // biome-ignore lint/style/useTemplate: the brace belongs to the text that is looked for
      ...(label === undefined ? [] : ['log(f"' + label + "={"]),
      `log("${name}(" +`,
      // biome-ignore lint/style/useTemplate: the brace belongs to the text that is looked for
      'log(f"' + name + "({",
      `log(f"${name}(`,
      ...(entry.startsWith("!") ? ['log(f"!{kind('] : []),
    ];
    for (const text of texts) {
      const at = this.lines.findIndex((line) => line.includes(text));
      if (at >= 0) return at;
    }
    return -1;
  }

  /** The text of a line. */
  at(line: number): string {
    return this.lines[line] ?? "";
  }

  /** Number of the last line. */
  get last(): number {
    return this.lines.length - 1;
  }

  /** Name of the function that a line begins or belongs to; undefined in main. */
  functionOf(line: number): string | undefined {
    for (let at = line; at >= 0; at -= 1) {
      const text = this.at(at);
      const name = /^(?:async )?def (\w+)\(/.exec(text)?.[1];
      if (name !== undefined) return name;
      if (!text.startsWith(" ")) return undefined;
    }
    return undefined;
  }

  /** Whether a function of the program is a coroutine function. */
  isCoroutine(name: string): boolean {
    return this.lines.some((line) => line.startsWith(`async def ${name}(`));
  }

  /** Whether a function calls a method of the loop. */
  callsLoop(name: string): boolean {
    return this.lines.some(
      (line, at) => /\bloop\.\w+\(/.test(line) && this.functionOf(at) === name,
    );
  }

  /** Whether an operation is given a keyword anywhere. */
  givesKeywords(operation: string): boolean {
    return this.lines.some((line) => {
      const at = line.indexOf(`${operation}(`);
      return at >= 0 && /\w=[^=]/.test(line.slice(at).replace(/"(?:[^"\\]|\\.)*"/g, '""'));
    });
  }

  /** Number of the first line that hands this function to something, or calls it; -1 where none does. */
  using(name: string): number {
    const used = new RegExp(`(?<![\\w."])${name}(?![\\w"=])`);
    return this.lines.findIndex((line) => used.test(line) && !/^\s*(async )?def /.test(line));
  }

  /** Number of the line of main that runs the loop first; -1 where none does. */
  running(): number {
    return this.lines.findIndex(
      (line, at) =>
        /\b(run_forever|run_until_complete|asyncio\.run)\(/.test(line) &&
        this.functionOf(at) === undefined,
    );
  }

  /** Number of the last line before this one that binds the name; -1 where none does. */
  binding(name: string, before: number): number {
    const binds = new RegExp(`^\\s*${name} = `);
    for (let at = before - 1; at >= 0; at -= 1) if (binds.test(this.at(at))) return at;
    return this.lines.findIndex((line) => binds.test(line));
  }
}
