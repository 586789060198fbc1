/** What programs are drawn from: parts of the language, sizes, delays. */
import { type Edition, holdsIn } from "../clauses/index.ts";
import type { Capability } from "../language/capabilities.ts";
import { UsageError } from "../usage-error.ts";

/** Version of the generator: a seed names another program in another version. */
export const GENERATOR_VERSION = 4;

/** The parts of the language that can be left out of programs, each with what it needs of a loop. */
export const THEMES = {
  timers: [],
  handles: [],
  stop: [],
  nested: [],
  close: [],
  futures: [],
  tasks: [],
  contexts: ["contexts"],
  partials: ["partial"],
  interrupts: ["interrupts"],
  errors: [],
  handlers: [],
  debug: ["debug"],
  factories: ["tasks"],
  generators: ["asyncgens"],
  throws: ["asyncgens"],
  loops: [],
  descriptors: ["descriptors"],
  state: [],
  waits: [],
  blocks: [],
  crowds: [],
  edges: ["contexts"],
  threads: ["threads"],
  current: ["current-loop"],
  policies: ["current-loop", "policies"],
  running: ["current-loop", "run"],
} as const satisfies { readonly [theme: string]: readonly Capability[] };

/** The parts of programs of input and output, which are drawn apart from all others; each with what it needs of a loop. */
export const IO_THEMES = {
  connections: ["network", "sockets"],
  unix: ["network", "unix-sockets"],
  sockets: ["network", "sockets", "unix-sockets"],
  pairs: ["network", "sockets", "descriptors"],
  watching: ["network", "descriptors"],
  datagrams: ["network", "datagrams"],
  packets: ["network", "sockets", "datagrams"],
  pipes: ["network", "pipes"],
  jobs: ["network", "executor", "threads"],
  signals: ["network", "signals", "signals-in-run"],
  moments: ["network"],
} as const satisfies { readonly [theme: string]: readonly Capability[] };

/**
 * How many programs have a part, where not as many as the others: each of these costs a process or a thread, and would
 * leave less time for the rest.
 */
export const SHARE: { readonly [theme in Theme]?: number } = {
  threads: 0.4,
  descriptors: 0.7,
  crowds: 0.1,
  current: 0.16,
  policies: 0.08,
  running: 0.12,
};

/** Parts that editions before this one do otherwise: what they show is a matter of the version. */
const SINCE: { readonly [theme in Theme]?: Edition } = {
  throws: "3.12",
  waits: "3.12",
  edges: "3.12",
  packets: "3.11",
};

type CoreTheme = keyof typeof THEMES;
/** The name of a part of programs of input and output. */
export type IoTheme = keyof typeof IO_THEMES;
/** The name of a part of the language. */
export type Theme = CoreTheme | IoTheme;

const ALL = Object.keys(THEMES) as CoreTheme[];
const IO = Object.keys(IO_THEMES) as IoTheme[];
const EVERY: readonly Theme[] = [...ALL, ...IO];
const isIo = (theme: Theme): theme is IoTheme => Object.hasOwn(IO_THEMES, theme);

/** Names for several parts. */
const GROUPS: { readonly [name: string]: readonly Theme[] } = {
  default: ALL,
  scheduling: ["timers", "handles", "stop", "nested", "close", "contexts", "partials"],
  objects: ["futures", "tasks", "generators", "contexts", "errors", "handlers"],
  io: IO,
};

/** What one program is drawn from. */
export interface Profile {
  /** In the order of {@link THEMES}, or of {@link IO_THEMES}: programs of input and output have no other parts. */
  readonly themes: readonly Theme[];
  /** Least and most operations of a program, roughly. */
  readonly size: readonly [number, number];
  /** How time passes: on a real clock, delays are few and short. */
  readonly clock: "virtual" | "real";
}

/**
 * Reads a profile as it is named on the command line: groups and parts, `-part` leaves one out.
 *
 * @throws UsageError for a name that is none
 */
export function parseProfile(text: string, clock: Profile["clock"]): Profile {
  const chosen = new Set<Theme>();
  const words = text.split(",").map((word) => word.trim());
  const left = words.every((word) => word.startsWith("-"));
  if (left)
    words.unshift(words.every((word) => IO.includes(word.slice(1) as IoTheme)) ? "io" : "default");
  for (const word of words) {
    const less = word.startsWith("-");
    const name = less ? word.slice(1) : word;
    const themes = GROUPS[name] ?? (EVERY.includes(name as Theme) ? [name as Theme] : undefined);
    if (themes === undefined)
      throw new UsageError(
        `unknown profile \`${name}\``,
        `There are ${Object.keys(GROUPS).join(", ")}, and the parts ${EVERY.join(", ")}; \`-PART\` leaves one out.`,
      );
    for (const theme of themes) {
      if (less) chosen.delete(theme);
      else chosen.add(theme);
    }
  }
  const themes = EVERY.filter((theme) => chosen.has(theme));
  if (themes.some(isIo) && !themes.every(isIo))
    throw new UsageError(
      "programs of input and output are drawn apart from the others",
      `Search twice: once with parts of \`io\` (${IO.join(", ")}) alone.`,
    );
  return profileOf(themes, clock);
}

/** Whether a profile is one of input and output: such programs run on a real clock, and have oracles of their own. */
export const isOfIo = ({ themes }: Pick<Profile, "themes">): boolean => themes.some(isIo);

/** A profile of these parts. */
export const profileOf = (themes: readonly Theme[], clock: Profile["clock"]): Profile => ({
  themes,
  size: [3, 11],
  clock,
});

/** The name under which `parseProfile` finds the same parts again. */
export function nameOfProfile({ themes }: Profile): string {
  for (const [name, group] of Object.entries(GROUPS)) {
    if (group.length === themes.length && group.every((theme) => themes.includes(theme)))
      return name;
  }
  const all = themes.some(isIo) ? { name: "io", parts: IO } : { name: "default", parts: ALL };
  const absent = all.parts.filter((theme) => !themes.includes(theme));
  const named = [all.name, ...absent.map((theme) => `-${theme}`)];
  return (named.length < themes.length ? named : themes).join(",");
}

const needsOf = (theme: Theme): readonly Capability[] =>
  isIo(theme) ? IO_THEMES[theme] : THEMES[theme];

/** The same profile without the parts that need what an implementation does not offer. */
export function offeredBy(
  profile: Profile,
  { capabilities, edition }: { readonly capabilities: readonly string[]; readonly edition: string },
): Profile {
  const offered = (theme: Theme) =>
    needsOf(theme).every((need) => capabilities.includes(need)) &&
    holdsIn({ since: SINCE[theme] ?? "3.7" }, edition);
  return { ...profile, themes: profile.themes.filter(offered) };
}
