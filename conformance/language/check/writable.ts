/** Which trace entries a program can write: the finder of typing errors in expectations. */
import type { CaseDefinition, Program, ProgramFunction, TraceItem } from "../case.ts";
import { PROTOCOL_METHODS } from "../network.ts";
import { protocolNamedIn } from "../parts.ts";
import { isKnownError } from "./error-kinds.ts";
import { type Finding, finding, listed } from "./problem.ts";
import type { Sites } from "./sites.ts";

/** What one place of a program can write. */
export interface Writer {
  readonly text: string;
  /** `exact`: the text itself; `open`: the text and more behind it. */
  readonly form: "exact" | "open";
}

/** Checks that the program can write each entry that is expected. */
export function checkEntries(definition: Pick<CaseDefinition, "program" | "expect">, sites: Sites) {
  const writers = [
    ...writersOf(definition.program.fns, sites),
    ...writersOfProtocols(definition.program, sites),
  ];
  return entriesOf(definition.expect.trace, "expect.trace").flatMap(
    ({ path, entry }): Finding[] => {
      if (writers.some((writer) => writes(writer, entry))) {
        if (!entry.startsWith("!") || isKnownError(entry.slice(1))) return [];
        const kinds = `There is no error kind ${JSON.stringify(entry.slice(1))}. Correct its name.`;
        return [finding(path, "impossible-entry", kinds)];
      }
      const known = listed(writers.map(({ text, form }) => (form === "open" ? `${text}…` : text)));
      const message = `Nothing in the program can write ${JSON.stringify(entry)}. It can write ${known}.`;
      return [finding(path, "impossible-entry", message)];
    },
  );
}

/** Everything that a program can write. */
export function writersOf(
  fns: { readonly [name: string]: ProgramFunction },
  sites: Sites,
): readonly Writer[] {
  const writers = Object.entries(fns).flatMap(([name, fn]) => writersOfEntry(name, fn));
  for (const { operation, place } of sites.operations) {
    // What peers log is under their names.
    if (place.kind === "peer") continue;
    if (operation.op === "log" && operation.value === undefined) {
      writers.push({ text: operation.text, form: "exact" });
    } else if (operation.op === "log") writers.push({ text: `${operation.text}=`, form: "open" });
    else if (operation.op === "do" || operation.op === "await") {
      if (operation.show !== undefined) writers.push({ text: `${operation.show}=`, form: "open" });
    } else if (operation.op === "fork" || (operation.op === "try" && !operation.catch)) {
      writers.push({ text: "!", form: "open" });
    } else if (operation.op === "policy") {
      for (const call of ["new", "get", "set"]) {
        writers.push({ text: `policy.${call}`, form: "exact" });
      }
    }
  }
  return writers;
}

function writersOfEntry(name: string, fn: ProgramFunction): Writer[] {
  if (fn.kind === "peer") return [{ text: `${name}: `, form: "open" }];
  if (fn.quiet) return [];
  if (fn.kind === "handler") {
    return [
      { text: name, form: "exact" },
      { text: `${name} called with `, form: "open" },
    ];
  }
  const takesArguments = (fn.params ?? []).length > 0 || fn.rest !== undefined || fn.keywords;
  return [takesArguments ? { text: `${name}(`, form: "open" } : { text: name, form: "exact" }];
}

/** What the protocols of a program write: their calls, and the data that they were given. */
function writersOfProtocols({ protocols = {} }: Program, sites: Sites): readonly Writer[] {
  const used = new Set(sites.expressions.map(({ expression }) => protocolNamedIn(expression)?.[1]));
  return Object.entries(protocols)
    .filter(([name]) => used.has(name))
    .flatMap(([name, { kind, quiet = [] }]) =>
      PROTOCOL_METHODS[kind]
        .filter((method) => !quiet.includes(method))
        .flatMap((method) => methodWriters(name, method)),
    );
}

/** With the number of a further instance the label goes on. */
const methodWriters = (name: string, method: string): readonly Writer[] => [
  ...(SHOWN_AS_DATA.has(method)
    ? [`${name} received `, `${name} stdout received `, `${name} stderr received `].map(open)
    : [open(`${name}.${method}`)]),
  open(`${name}#`),
];

const open = (text: string): Writer => ({ text, form: "open" });

const SHOWN_AS_DATA = new Set(["data_received", "buffer_updated", "pipe_data_received"]);

const writes = ({ text, form }: Writer, entry: string): boolean =>
  form === "exact" ? entry === text : entry.startsWith(text);

/** Every string of an expected trace with its path. */
export function entriesOf(
  items: readonly (TraceItem | readonly string[])[],
  path: string,
): readonly { path: string; entry: string }[] {
  return items.flatMap((item, index) => {
    const here = `${path}[${index}]`;
    if (typeof item === "string") return [{ path: here, entry: item }];
    if ("any_order" in item) return entriesOf(item.any_order, `${here}.any_order`);
    if ("interleave" in item) return entriesOf(item.interleave, `${here}.interleave`);
    if ("one_of" in item) {
      return item.one_of.flatMap((way, at) => entriesOf(way, `${here}.one_of[${at}]`));
    }
    return entriesOf(item, here);
  });
}
