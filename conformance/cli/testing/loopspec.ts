/** Runs command lines inside the test's own process. */
import { main } from "../main.ts";

/** What a command line left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line. */
export async function loopspec(...argv: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    terminal: false,
    color: false,
    width: 100,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}
