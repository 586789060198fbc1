/** Expected traces that leave something open, as Python data and the function that matches them. */
import type { TraceItem } from "../../case.ts";
import type { Definition } from "./ending.ts";
import { listLines, pythonString } from "./literal.ts";

const ANY_ORDER = "in any order";
const INTERLEAVED = "interleaved";
const EITHER = "either";

/** `expected = [...]`: texts, and tuples of a word and the parts that it is about. */
export function patternLines(trace: readonly TraceItem[]): readonly string[] {
  return listLines("expected = ", trace.map(itemSource));
}

function itemSource(item: TraceItem): string {
  if (typeof item === "string") return pythonString(item);
  const [how, parts]: readonly [string, readonly (readonly TraceItem[])[]] =
    "any_order" in item
      ? [ANY_ORDER, item.any_order.map((part) => (typeof part === "string" ? [part] : part))]
      : "interleave" in item
        ? [INTERLEAVED, item.interleave]
        : [EITHER, item.one_of];
  const lists = parts.map((part) => `[${part.map(itemSource).join(", ")}]`);
  return `(${[pythonString(how), ...lists].join(", ")}${lists.length === 0 ? "," : ""})`;
}

/** `mismatch()`, and what it uses. `furthest` is the furthest place that any way of matching has reached. */
export const MATCHER: readonly Definition[] = [
  [
    "furthest = (-1, None)",
    "",
    "",
    "def missed(at, wanted):",
    "    global furthest",
    "    if at > furthest[0]:",
    "        furthest = (at, wanted)",
    "    return set()",
  ],
  [
    "def mismatch():",
    '    """The furthest place at which the trace fits nothing, and what was expected there."""',
    "    found = ends(expected, {0})",
    "    if len(trace) in found:",
    "        return len(trace), None",
    "    for at in found:",
    '        missed(at, "the end of the trace")',
    "    return furthest",
  ],
  [
    "def ends(items, starts):",
    '    """The places where these parts of the expectation can end."""',
    "    for item in items:",
    "        starts = set().union(*(ends_of(item, at) for at in starts))",
    "    return starts",
  ],
  [
    "def ends_of(item, start):",
    "    if isinstance(item, str):",
    "        found = trace[start : start + 1] == [item]",
    '        return {start + 1} if found else missed(start, f"`{item}`")',
    "    how, parts = item[0], item[1:]",
    `    if how == ${pythonString(EITHER)}:`,
    "        return set().union(*(ends(part, {start}) for part in parts))",
    "    # What is left to be seen: of the part that has begun, and all other parts.",
    "    states = {((), tuple(sorted(map(tuple, parts))))}",
    "    end = start + sum(map(len, parts))",
    "    for at in range(start, end):",
    "        after = set()",
    "        for begun, others in states:",
    "            left = [(begun, others)] if begun else [",
    "                (part, others[:index] + others[index + 1 :])",
    "                for index, part in enumerate(others)",
    "            ]",
    "            for part, rest in left:",
    "                if not part or trace[at : at + 1] != [part[0]]:",
    "                    continue",
    `                if how == ${pythonString(ANY_ORDER)}:`,
    "                    after.add((part[1:], rest))",
    "                else:",
    "                    after.add(((), tuple(sorted(rest + (part[1:],)))))",
    "        if not after:",
    '            named_parts = " | ".join("`" + ", ".join(part) + "`" for part in parts[:6])',
    '            more = ", …" if len(parts) > 6 else ""',
    '            return missed(at, f"the rest, {how}, of {named_parts}{more}")',
    "        states = after",
    "    return {end}",
  ],
];
