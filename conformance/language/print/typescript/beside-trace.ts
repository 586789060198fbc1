/** What a deciding program keeps beside its trace, and how it holds that against the expectation. */
import type { Expectation } from "../../case.ts";

/** The channels beside the trace that an expectation asks about. */
export type Channel = "bounds" | "reports" | "warnings" | "logs" | "polls";

/** One channel in a program that decides. */
interface Kept {
  /** The function of the adapter's host that it needs. */
  readonly host?: string;
  /** Helper functions of `FUNCTIONS`. */
  readonly uses: readonly (keyof typeof FUNCTIONS)[];
  /** Statements before the program runs. */
  readonly start: readonly string[];
  /** Its name in the program, and what it is held against. */
  readonly seen: string;
  /** An expression: whether it holds. */
  readonly holds: string;
}

const KEPT: { readonly [channel in Channel]: Kept } = {
  bounds: {
    uses: ["within"],
    start: [],
    seen: "metrics",
    holds: "Object.entries(expectedBounds).every(within)",
  },
  reports: {
    uses: ["fits", "keepReport"],
    start: [],
    seen: "reports",
    holds:
      "reports.length === expectedReports.length && expectedReports.every((one: any, i: any) => fits(one, reports[i]))",
  },
  warnings: {
    host: "captureWarnings",
    uses: ["fits", "contains"],
    start: ["adapter.host.captureWarnings((warning: any) => warnings.push(warning));"],
    seen: "warnings",
    holds: "contains(expectedWarnings, warnings)",
  },
  logs: {
    host: "captureLogs",
    uses: ["fits", "contains"],
    start: [
      "adapter.host.captureLogs((record: any) => logs.push({ ...record, ...shownLog(record) }));",
    ],
    seen: "logs",
    holds: "contains(expectedLogs, logs)",
  },
  polls: {
    host: "polls",
    uses: [],
    start: [],
    seen: "adapter.host.polls()",
    holds: "isDeepStrictEqual(adapter.host.polls(), expectedPolls)",
  },
};

/** Each under its name; the logs' one is added where logs are kept. */
const FUNCTIONS = {
  within: [
    "function within([name, [least, most]]: any): any {",
    "  // A clock that ticks may make an interval look shorter by one tick.",
    "  const tick = adapter.clockResolution ?? 0.001;",
    "  const long = least === null || metrics[name] >= least - tick;",
    "  return long && (most === null || metrics[name] <= most);",
    "}",
  ],
  fits: [
    "function fits(wanted: any, seen: any): any {",
    "  return Object.entries(wanted).every(([key, value]: any) => {",
    '    if (key === "has") return value.every((each: any) => seen.keys.includes(each));',
    '    return key === "message" ? seen.message?.includes(value) : seen[key] === value;',
    "  });",
    "}",
  ],
  contains: [
    "function contains({ includes = [], excludes = [] }: any, seen: any): any {",
    "  const found = (one: any) => seen.some((each: any) => fits(one, each));",
    "  return includes.every(found) && !excludes.some(found);",
    "}",
  ],
  keepReport: [
    "function keepReport(context: any): void {",
    "  const known = context instanceof Map ? context : new Map(Object.entries(context ?? {}));",
    '  const [message, exception] = [known.get("message"), known.get("exception")];',
    "  reports.push({",
    "    keys: [...known.keys()],",
    '    message: String(message ?? ""),',
    "    exception: exception ? kind(exception) : null,",
    "  });",
    "}",
  ],
} as const;

const SHOWN_LOG = [
  "function shownLog({ level, exception }: any): any {",
  "  return { level: level.toUpperCase(), exception: exception ? kind(exception) : null };",
  "}",
];

/** The channels that an expectation asks about, in the order of the judge. */
export function channelsOf(expect: Expectation): readonly Channel[] {
  return (Object.keys(KEPT) as Channel[]).filter((channel) => expect[channel] !== undefined);
}

const expectedName = (channel: Channel) =>
  `expected${channel[0]?.toUpperCase()}${channel.slice(1)}`;

/** What is kept and expected, and the functions that compare: blocks before the program's start. */
export function besideDefinitions(expect: Expectation): readonly (readonly string[])[] {
  const channels = channelsOf(expect);
  if (channels.length === 0) return [];
  const kept = channels.map((channel) => KEPT[channel]);
  const constants = channels.flatMap((channel) => {
    const { seen } = KEPT[channel];
    const wanted = `const ${expectedName(channel)}: any = ${JSON.stringify(expect[channel])};`;
    if (seen.includes(".")) return [wanted];
    return [wanted, `const ${seen}: any = ${seen === "metrics" ? "{}" : "[]"};`];
  });
  const functions = new Set(kept.flatMap(({ uses }) => uses));
  return [
    constants,
    ...[...functions].map((name) => FUNCTIONS[name]),
    ...(channels.includes("logs") ? [SHOWN_LOG] : []),
  ];
}

/** Statements that begin to keep what the adapter's host tells of. */
export function besideStart(expect: Expectation): readonly string[] {
  return channelsOf(expect).flatMap((channel) => {
    const { host, start } = KEPT[channel];
    if (host === undefined) return start;
    const absent = `throw new Error("the adapter's host gives no ${host}()");`;
    return [`if (adapter.host?.${host} === undefined) ${absent}`, ...start];
  });
}

/** Whether all of them hold, as further terms of a condition, and lines that say what was seen. */
export function besideDecision(expect: Expectation): {
  readonly terms: readonly string[];
  readonly says: readonly string[];
} {
  const channels = channelsOf(expect);
  return {
    terms: channels.map((channel) => KEPT[channel].holds),
    says: channels.flatMap((channel) => [
      `if (!right) console.log("expected ${channel}", JSON.stringify(${expectedName(channel)}));`,
      `if (!right) console.log("observed ${channel}", JSON.stringify(${KEPT[channel].seen}));`,
    ]),
  };
}
