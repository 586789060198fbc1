/** The channels beside the trace in a script that decides: how they are kept, and what is wrong with them. */
import type { Expectation, LogMatch, ReportMatch, WarningMatch } from "../../case.ts";
import type { Definition } from "./ending.ts";
import { pythonFormatText, pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** The lists and mappings that the channels are kept in. */
export function keptChannels(expect: Expectation): readonly string[] {
  return [
    ...(expect.bounds === undefined ? [] : ["metrics = {}"]),
    ...(expect.reports === undefined ? [] : ["reports = []"]),
    ...(expect.warnings === undefined ? [] : ["warned = []"]),
    ...(expect.logs === undefined ? [] : ["logged = []"]),
    ...(expect.polls === undefined ? [] : ["polls = []"]),
  ];
}

/** Lines before the loop is made: from here on warnings and log records are kept. */
export function channelSetUp(expect: Expectation, writer: ScriptWriter): readonly string[] {
  const lines: string[] = [];
  if (expect.warnings !== undefined) {
    lines.push(
      `${writer.from("warnings", "simplefilter")}("always")`,
      "warnings.showwarning = keep_warning",
    );
  }
  if (expect.logs !== undefined) {
    lines.push(
      `${writer.from("logging", "basicConfig")}(level=logging.INFO, handlers=[KeepRecords()])`,
    );
  }
  return lines;
}

/** What keeps calls of handlers, warnings and log records, as tuples of texts. */
export function channelDefinitions(
  { bounds = {}, reports, warnings, logs }: Expectation,
  writer: ScriptWriter,
): readonly Definition[] {
  if (reports !== undefined || logs !== undefined) writer.helper("kind");
  const definitions: Definition[] = [];
  if (Object.values(bounds).some(([least]) => least !== null)) definitions.push(clockStep(writer));
  if (reports !== undefined) definitions.push(KEEP_REPORT);
  if (warnings !== undefined) definitions.push(KEEP_WARNING);
  if (logs !== undefined) definitions.push(KEEP_RECORDS);
  return definitions;
}

/** As the driver measures it: on a fresh loop, because a closed one need not tell the time. */
function clockStep(writer: ScriptWriter): Definition {
  writer.imports.add("time");
  return [
    "def clock_step():",
    '    """The smallest step of the loop\'s clock, in seconds: an interval may look that much shorter."""',
    `    clock = ${writer.makesLoop}`,
    "    steps, last, end = [], clock.time(), time.monotonic() + 0.1",
    "    while time.monotonic() < end and len(steps) < 50:",
    "        now = clock.time()",
    "        if now > last:",
    "            steps.append(now - last)",
    "            last = now",
    "    clock.close()",
    '    stated = time.get_clock_info("monotonic").resolution',
    "    return min(max(stated, min(steps or [0.001])), 0.05)",
  ];
}

const KEEP_REPORT: Definition = [
  "def keep_report(context):",
  '    message, error = context.get("message"), context.get("exception")',
  "    reports.append(",
  "        (list(map(str, context)), str(message), None if error is None else kind(error))",
  "    )",
];

const KEEP_WARNING: Definition = [
  "def keep_warning(message, category, *where):",
  "    warned.append((category.__name__, str(message)))",
];

const KEEP_RECORDS: Definition = [
  "class KeepRecords(logging.Handler):",
  "    def emit(self, record):",
  "        error = record.exc_info[1] if record.exc_info else None",
  "        logged.append(",
  "            (record.levelname, record.getMessage(), None if error is None else kind(error))",
  "        )",
];

/** Statements of `fault()`: each returns a line if its channel is wrong. */
export function channelFaults(expect: Expectation): readonly string[] {
  return [
    ...Object.entries(expect.bounds ?? {}).flatMap(([name, bounds]) => boundsFault(name, bounds)),
    ...(expect.reports === undefined ? [] : reportsFault(expect.reports)),
    ...containsFaults("warning", "warned", expect.warnings, warningTest),
    ...containsFaults("log record", "logged", expect.logs, logTest),
    ...(expect.polls === undefined ? [] : pollsFault(expect.polls)),
  ].map((line) => `    ${line}`);
}

function boundsFault(
  name: string,
  [least, most]: readonly [number | null, number | null],
): readonly string[] {
  const tested = [
    ...(least === null ? [] : [`(value >= ${least} or value >= ${least} - clock_step())`]),
    ...(most === null ? [] : [`value <= ${most}`]),
  ].join(" and ");
  const wanted = [
    ...(least === null ? [] : [`at least ${least}`]),
    ...(most === null ? [] : [`at most ${most}`]),
  ].join(" and ");
  return [
    `value = metrics.get(${pythonString(name)})`,
    `if value is None or not (${tested || "True"}):`,
    `    return f"expected \`${pythonFormatText(name)}\` to be ${wanted}, observed {value}"`,
  ];
}

function reportsFault(expected: readonly ReportMatch[]): readonly string[] {
  const count = `${expected.length} ${expected.length === 1 ? "call" : "calls"}`;
  return [
    `if len(reports) != ${expected.length}:`,
    `    return f"expected ${count} of the exception handler, observed {len(reports)}"`,
    ...expected.flatMap((match, index) => {
      const tests = [
        ...(match.has ?? []).map((key) => `${pythonString(key)} in keys`),
        ...(match.message === undefined ? [] : [`${pythonString(match.message)} in message`]),
        ...(match.exception === undefined ? [] : [`error == ${pythonString(match.exception)}`]),
      ];
      if (tests.length === 0) return [];
      const wanted = pythonFormatText(JSON.stringify(match));
      return [
        `keys, message, error = reports[${index}]`,
        `if not (${tests.join(" and ")}):`,
        `    return f"call ${index + 1} of the exception handler: expected ${wanted}, observed {reports[${index}]}"`,
      ];
    }),
  ];
}

function containsFaults<Match>(
  what: string,
  kept: string,
  channel: { readonly includes?: readonly Match[]; readonly excludes?: readonly Match[] } = {},
  test: (match: Match) => string,
): readonly string[] {
  const found = (match: Match) => `[each for each in ${kept} if ${test(match)}]`;
  const wanted = (match: Match) => pythonFormatText(JSON.stringify(match));
  return [
    ...(channel.includes ?? []).flatMap((match) => [
      `if not ${found(match)}:`,
      `    return f"expected a ${what} like ${wanted(match)}, observed {${kept}}"`,
    ]),
    ...(channel.excludes ?? []).flatMap((match) => [
      `found = ${found(match)}`,
      "if found:",
      `    return f"expected no ${what} like ${wanted(match)}, observed {found}"`,
    ]),
  ];
}

const all = (tests: readonly string[]) => tests.join(" and ") || "True";

function warningTest({ category, message }: WarningMatch): string {
  return all([
    ...(category === undefined ? [] : [`each[0] == ${pythonString(category)}`]),
    ...(message === undefined ? [] : [`${pythonString(message)} in each[1]`]),
  ]);
}

function logTest({ level, message, exception }: LogMatch): string {
  return all([
    ...(level === undefined ? [] : [`each[0] == ${pythonString(level)}`]),
    ...(message === undefined ? [] : [`${pythonString(message)} in each[1]`]),
    ...(exception === undefined ? [] : [`each[2] == ${pythonString(exception)}`]),
  ]);
}

function pollsFault(expected: NonNullable<Expectation["polls"]>): readonly string[] {
  const list = `[${expected.map((timeout) => timeout ?? "None").join(", ")}]`;
  return [
    `if polls != ${list}:`,
    `    return f"expected polls with the timeouts ${list}, observed {polls}"`,
  ];
}
