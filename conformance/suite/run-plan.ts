/** What a run will do: options of the command line, completed by the configuration, checked before anything starts. */
import { readDocument } from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { clauseById } from "../clauses/index.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import { CAPABILITIES } from "../language/capabilities.ts";
import type { Case } from "../language/case.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import { type Config, readConfig } from "./config.ts";
import { DEFAULTS } from "./defaults.ts";
import { namedImplementation } from "./named-implementation.ts";
import { quickCases } from "./quick.ts";
import type { RunCommandOptions } from "./run-options.ts";
import { selectCases } from "./select.ts";
import { shardOf } from "./shard.ts";

/** Options with their defaults in place. */
export type Settings = RunCommandOptions & typeof DEFAULTS;

export interface RunPlan {
  readonly settings: Settings;
  readonly implementations: readonly Implementation[];
  /** The cases of this run: selected, and of this shard. */
  readonly cases: readonly Case[];
  /** The cases selected, those of other shards included. */
  readonly selected: readonly Case[];
  /** Expectations files: of the command line, and of each implementation by name. */
  readonly expect: readonly { readonly file: string; readonly implementation?: string }[];
}

/**
 * The plan of a run.
 *
 * @throws UsageError for whatever is wrong with options or configuration
 */
export function planRun(options: RunCommandOptions): RunPlan {
  const config = readConfig(options.config);
  const { implementations: named = {}, ...defaults } = config;
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
  const settings = { ...DEFAULTS, ...defaults, ...given } as Settings;
  checkCapabilities(settings.without ?? []);
  const selected = chosenCases(settings);
  const implementations = chosenImplementations(settings, named);
  return {
    settings,
    implementations,
    selected,
    cases: casesOfShard(selected, settings),
    expect: [
      ...(settings.expect ?? []).map((file) => ({ file })),
      ...implementations.flatMap(({ id }) => {
        const file = named[id]?.expect;
        return file === undefined ? [] : [{ file, implementation: id }];
      }),
    ],
  };
}

function checkCapabilities(names: readonly string[]): void {
  const unknown = names.find((name) => !(name in CAPABILITIES));
  if (unknown !== undefined)
    throw new UsageError(
      `unknown capability \`${unknown}\``,
      `${didYouMean(unknown, Object.keys(CAPABILITIES))}There are ${Object.keys(CAPABILITIES).join(", ")}.`,
    );
}

function chosenImplementations(
  settings: Settings,
  named: NonNullable<Config["implementations"]>,
): readonly Implementation[] {
  const all = Object.keys(named);
  const specs = settings.implementation ?? (all.length > 0 ? all : ["reference"]);
  const twice = specs.find((spec, index) => specs.indexOf(spec) !== index);
  if (twice !== undefined)
    throw new UsageError(
      `\`${twice}\` is named twice`,
      "Name each implementation once; --repeat runs cases several times.",
    );
  return specs.map((spec) => {
    const found = named[spec];
    checkCapabilities(found?.without ?? []);
    return namedImplementation(spec, { implementations: named }, settings.python);
  });
}

function chosenCases({ select, level, basis, quick }: Settings): readonly Case[] {
  const chosen = selectCases(allCases, select ?? []).filter((kase) => {
    const about = clauseById(kase.clauses[0]);
    return (level?.includes(about.level) ?? true) && (basis?.includes(about.basis) ?? true);
  });
  if (chosen.length === 0)
    throw new UsageError("no case is left to run", "Widen --select, --level or --basis.");
  return quick ? quickCases(chosen) : chosen;
}

function casesOfShard(selected: readonly Case[], { shard, timings }: Settings): readonly Case[] {
  if (shard === undefined) {
    if (timings !== undefined)
      throw new UsageError("--timings balances shards and there are none", "Add --shard I/N.");
    return selected;
  }
  const recorded = new Map<string, number>();
  if (timings !== undefined) {
    for (const { results } of readDocument(timings).implementations)
      for (const { case: id, ms } of results) recorded.set(id, Math.max(ms, recorded.get(id) ?? 0));
  }
  const cases = shardOf(selected, shard, recorded);
  if (cases.length === 0)
    throw new UsageError(
      `shard ${shard.index}/${shard.count} is empty: there are ${selected.length} cases`,
      "Use fewer shards.",
    );
  return cases;
}
