/** `loopspec selfcheck`: known-good and known-bad loops through the real commands. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { CommandContext } from "./command-context.ts";
import { type SelfcheckRow, selfcheckFiles, selfcheckRows } from "./selfcheck-rows.ts";

/** Options of `loopspec selfcheck`. */
export interface SelfcheckOptions {
  readonly python: string;
  readonly json?: boolean;
}

/** What became of one command line. */
export interface SelfcheckResult extends SelfcheckRow {
  /** Absent where it could not be run. */
  readonly code?: ExitCode;
  /** What the command said. */
  readonly said: string;
}

/** Runs one command line, as from a shell, and keeps what it says. */
async function runRow(
  row: SelfcheckRow,
  runCommand: CommandContext["runCommand"],
): Promise<SelfcheckResult> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const code = await runCommand(row.argv, {
    out: say,
    err: say,
    terminal: false,
    color: false,
    width: 100,
  });
  return { ...row, code, said: said.join("\n") };
}

/**
 * Runs `loopspec selfcheck`.
 *
 * Without a Python interpreter its rows are left out, and the result says so: what was not proven is not called proven.
 *
 * @param rowsOf the command lines; a test gives its own
 */
export async function selfcheck(
  { python, json }: SelfcheckOptions,
  { output, runCommand }: CommandContext,
  rowsOf: typeof selfcheckRows = selfcheckRows,
): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-selfcheck-"));
  try {
    for (const [name, content] of Object.entries(selfcheckFiles(python)))
      writeFileSync(join(folder, name), JSON.stringify(content));
    const hasPython = spawnSync(python, ["--version"]).status === 0;
    const results: SelfcheckResult[] = [];
    for (const row of rowsOf(folder, python)) {
      const result: SelfcheckResult =
        row.python && !hasPython ? { ...row, said: "" } : await runRow(row, runCommand);
      results.push(result);
      if (!json) for (const line of linesOf(result)) output.out(line);
    }
    const wrong = results.filter(({ code, demanded }) => code !== undefined && code !== demanded);
    const left = results.filter(({ code }) => code === undefined);
    if (json) output.out(JSON.stringify({ results, asDemanded: wrong.length === 0 }, null, 2));
    else {
      output.out(
        `${results.length - wrong.length - left.length} of ${results.length} as demanded.`,
      );
      if (left.length > 0) output.out(`${left.length} not run: there is no \`${python}\`.`);
    }
    return wrong.length === 0 ? EXIT.ok : EXIT.red;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf({ what, demanded, code, said }: SelfcheckResult): string[] {
  if (code === undefined) return [`  -  ${what}: not run`];
  if (code === demanded) return [`  ${code}  ${what}`];
  return [
    `  ${code}  ${what}: DEMANDED ${demanded}`,
    ...said.split("\n").map((line) => `       ${line}`),
  ];
}
