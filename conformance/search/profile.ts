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
};

/** The name of a part of the language. */
export type Theme = keyof typeof THEMES;

const ALL = Object.keys(THEMES) as Theme[];

/** Names for several parts. */
const GROUPS: { readonly [name: string]: readonly Theme[] } = {
  default: ALL,
  scheduling: ["timers", "handles", "stop", "nested", "close", "contexts", "partials"],
  objects: ["futures", "tasks", "generators", "contexts", "errors", "handlers"],
};

/** What one program is drawn from. */
export interface Profile {
  /** In the order of {@link THEMES}. */
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
  if (words.every((word) => word.startsWith("-"))) words.unshift("default");
  for (const word of words) {
    const less = word.startsWith("-");
    const name = less ? word.slice(1) : word;
    const themes = GROUPS[name] ?? (ALL.includes(name as Theme) ? [name as Theme] : undefined);
    if (themes === undefined)
      throw new UsageError(
        `unknown profile \`${name}\``,
        `There are ${Object.keys(GROUPS).join(", ")}, and the parts ${ALL.join(", ")}; \`-PART\` leaves one out.`,
      );
    for (const theme of themes) {
      if (less) chosen.delete(theme);
      else chosen.add(theme);
    }
  }
  return profileOf(
    ALL.filter((theme) => chosen.has(theme)),
    clock,
  );
}

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
  const named = [
    "default",
    ...ALL.filter((theme) => !themes.includes(theme)).map((theme) => `-${theme}`),
  ];
  return (named.length < themes.length ? named : themes).join(",");
}

/** The same profile without the parts that need what an implementation does not offer. */
export function offeredBy(
  profile: Profile,
  { capabilities, edition }: { readonly capabilities: readonly string[]; readonly edition: string },
): Profile {
  const offered = (theme: Theme) =>
    THEMES[theme].every((need) => capabilities.includes(need)) &&
    holdsIn({ since: SINCE[theme] ?? "3.7" }, edition);
  return { ...profile, themes: profile.themes.filter(offered) };
}
