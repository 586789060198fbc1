/** Shows how a run goes on: a bar on a terminal, plain lines otherwise. Always on standard error. */
import { Presets, SingleBar } from "cli-progress";
import { visibleLine } from "../../reports/index.ts";
import type { RunObserver } from "../suite/run-suite-options.ts";
import type { Output } from "./output.ts";

/** What needs no line: it passed, or was not judged for a reason that the summary gives. */
const RIGHT: readonly string[] = ["pass", "unsupported", "not-judged", "not-applicable"];

/** An observer that shows progress, and its end. */
export interface Progress extends RunObserver {
  done(): void;
}

/** Progress for this output; nothing at all with `quiet`, a line a case that does not pass with `verbose`. */
export function progress(
  output: Output,
  implementations: number,
  { quiet = false, verbose = false }: { readonly quiet?: boolean; readonly verbose?: boolean },
): Progress {
  if (quiet) return { done: () => undefined };
  return output.terminal ? bar(implementations) : lines(output, verbose);
}

function bar(implementations: number): Progress {
  const shown = new SingleBar(
    {
      format: "{bar} {value}/{total} cases  {bad} not passed  {eta_formatted} left",
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    },
    Presets.shades_grey,
  );
  let total = 0;
  let bad = 0;
  let value = 0;
  let started = false;
  return {
    greeted: (_implementation, _hello, planned) => {
      // Until all have greeted, the others are taken to have as many cases.
      total = Math.max(total, planned * implementations);
      if (!started) shown.start(total, value, { bad });
      started = true;
    },
    cannotStart: (_implementation, _fault) => undefined,
    judged: (_implementation, { verdict }) => {
      value += 1;
      if (!RIGHT.includes(verdict)) bad += 1;
      shown.update(value, { bad });
    },
    done: () => {
      if (started) shown.stop();
    },
  };
}

function lines({ err }: Output, verbose: boolean): Progress {
  return {
    greeted: ({ id }, { implementation, edition: own }, planned, edition) => {
      const { name, version, language, languageVersion } = implementation;
      const judged =
        edition === own ? `edition ${own}` : `judged by edition ${edition}, its own is ${own}`;
      const cases = planned === 1 ? "case" : "cases";
      err(
        visibleLine(
          `${id}: ${name} ${version} on ${language} ${languageVersion}, ${judged}, ${planned} ${cases}`,
        ),
      );
    },
    tried: ({ id }, { hanging }) => {
      for (const name of hanging)
        err(
          `${id}: the trial of ${name} hung: the loop offers it, and the cases that need it are run`,
        );
    },
    judged: ({ id }, { kase, verdict, message }) => {
      if (!verbose || RIGHT.includes(verdict)) return;
      const why = message === undefined ? "" : `: ${firstLine(message)}`;
      err(visibleLine(`${id}: ${verdict} ${kase.id}${why}`));
    },
    done: () => undefined,
  };
}

const firstLine = (text: string) => (text.split("\n")[0] ?? "").slice(0, 200);
