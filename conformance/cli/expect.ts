/** `loopspec expect check|update`. */
import { existsSync } from "node:fs";
import {
  EMPTY_EXPECTATIONS,
  expectUpdate,
  gate,
  parseExpectations,
  readDocument,
  readExpectations,
  writeFiles,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import type { ExpectOptions } from "./commands/expect.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Session } from "./main.ts";

/** Runs `loopspec expect check` or `update`. */
export function expectCommand(
  what: "check" | "update",
  files: readonly string[],
  { expect, strict = false }: ExpectOptions,
  { output }: Session,
): ExitCode {
  const documents = files.map((file) => readDocument(file));
  const subjects = documents.flatMap(({ implementations }) => implementations);
  const universe = allCases.map(({ id, clauses }) => ({ case: id, clauses }));
  const fresh = what === "update" && !existsSync(expect);
  const expectations = fresh
    ? parseExpectations(EMPTY_EXPECTATIONS, expect)
    : readExpectations(expect);
  const { text, changes } = expectUpdate(expectations, subjects, { strict, universe });
  for (const { action, implementation, match, why } of changes)
    output.out(`${action} ${match} (${implementation}): ${why}`);
  if (what === "update") {
    if (changes.length > 0 || fresh) writeFiles([{ path: expect, content: text }]);
    output.err(
      changes.length > 0 || fresh
        ? `Wrote ${expect}`
        : `${expect} already says what the results show`,
    );
    return EXIT.ok;
  }
  const { problems, exitCode } = gate(documents, {
    strict,
    expectations: [expectations],
    universe,
  });
  for (const { message, at, fix } of problems)
    output.out(`${at === undefined ? "" : `${at.file}:${at.line}: `}${message} -> ${fix}`);
  if (problems.length === 0) output.out("The expectations say what the results show.");
  return exitCode;
}
