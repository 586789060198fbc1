/**
 * Expectations as Python: the definition of `fault()`, which compares `trace`, `outcome` and the channels with what is
 * expected, in the judge's order, and gives a line or None.
 */
import type { Expectation } from "../../case.ts";
import type { Definition } from "./ending.ts";
import { channelDefinitions, channelFaults, keptChannels } from "./fault-channels.ts";
import { MATCHER, patternLines } from "./fault-pattern.ts";
import { listLines, pythonFormatText, pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** `expected`, `fault()` and what they use. */
export function faultDefinitions(expect: Expectation, writer: ScriptWriter): readonly Definition[] {
  const { trace, outcome = "ok" } = expect;
  if (outcome !== "ok") writer.helper("kind");
  const plain = trace.filter((item) => typeof item === "string");
  const isPlain = plain.length === trace.length;
  return [
    [
      ...keptChannels(expect),
      ...(isPlain ? listLines("expected = ", plain.map(pythonString)) : patternLines(trace)),
    ],
    NAMED,
    ...(isPlain ? [] : MATCHER),
    ...channelDefinitions(expect, writer),
    [
      "def fault():",
      '    """What is wrong, in a line, or None."""',
      ...(isPlain ? plainDifference(outcome, writer) : openDifference(outcome)),
      `    if outcome != ${pythonString(outcome)}:`,
      `        return f"expected the outcome \`${pythonFormatText(outcome)}\`, observed \`{outcome}\`"`,
      ...channelFaults(expect),
      "    return None",
    ],
  ];
}

const NAMED: Definition = [
  "def named(entry):",
  '    return "the end of the trace" if entry is None else f"`{entry}`"',
];

/** A trace that an error cut short is told as the error. */
const counts = (outcome: string) => `(seen is not None or outcome == ${pythonString(outcome)})`;

function plainDifference(outcome: string, writer: ScriptWriter): Definition {
  const pairs = `${writer.from("itertools", "zip_longest")}(expected, trace)`;
  return [
    `    for entry, (wanted, seen) in enumerate(${pairs}, 1):`,
    `        if wanted != seen and ${counts(outcome)}:`,
    '            return f"entry {entry}: expected {named(wanted)}, observed {named(seen)}"',
  ];
}

function openDifference(outcome: string): Definition {
  return [
    "    at, wanted = mismatch()",
    "    seen = trace[at] if at < len(trace) else None",
    `    if wanted is not None and ${counts(outcome)}:`,
    '        return f"entry {at + 1}: expected {wanted}, observed {named(seen)}"',
  ];
}
