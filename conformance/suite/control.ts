/** The control: whose fault a failure is, found by running the same case on loops that are known. */

import { type Implementation, parseImplementation } from "../execution/processes/implementation.ts";
import type { Case } from "../language/case.ts";
import { controlFor } from "./control-clock.ts";
import { inheritedDefect } from "./defects.ts";
import type { CaseOutcome, ImplementationOutcome } from "./outcome.ts";
import type { RunSuiteOptions } from "./run-suite-options.ts";
import { runSuite } from "./suite-run.ts";

/** Whose fault a result is. */
export interface Attribution {
  readonly to: "implementation" | "environment" | "suite";
  /** The evidence, as a sentence. */
  readonly why: string;
}

/** What a control run found out about one implementation's failures. */
export interface Control {
  /** The loop that they were compared with. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly attributions: ReadonlyMap<string, Attribution>;
  /** Known defects of the interpreter's own loop that the implementation inherits, by case. */
  readonly inherited: ReadonlyMap<string, NonNullable<CaseOutcome["defect"]>>;
}

const IN_NEED = new Set(["fail", "differs", "timeout", "crash", "error", "flaky"]);

/**
 * Runs an implementation's failures on its interpreter's own asyncio, and what fails there too on the reference loop.
 *
 * @returns undefined where there is nothing to compare, or nothing to compare with
 */
export async function controlRun(
  outcome: ImplementationOutcome,
  options: RunSuiteOptions,
): Promise<Control | undefined> {
  const { implementation, outcomes } = outcome;
  const { python } = implementation;
  if (python === undefined || python.module === "asyncio") return undefined;
  const failures = outcomes.filter(({ verdict }) => IN_NEED.has(verdict)).map(({ kase }) => kase);
  if (failures.length === 0) return undefined;
  const own = controlFor(implementation);
  const control = await runOn(failures, own, implementation, options);
  if (control?.hello === undefined) return undefined;
  const shared = control.outcomes
    .filter(({ verdict }) => verdict !== "pass")
    .map(({ kase }) => kase);
  const reference = await runOn(
    shared,
    parseImplementation("reference", { python: python.interpreter }),
    implementation,
    options,
  );
  const onReference = new Map(reference?.outcomes.map((each) => [each.kase.id, each]));
  const { name, version } = control.hello.implementation;
  const subject = `${name} ${version}`;
  const attributions = new Map(
    control.outcomes.map((each) => [
      each.kase.id,
      attribute(each, onReference.get(each.kase.id), subject),
    ]),
  );
  const seen = new Map(outcomes.map((each) => [each.kase.id, each]));
  const inherited = control.outcomes.flatMap((each) => {
    const subjects = seen.get(each.kase.id);
    const defect = subjects && inheritedDefect(subjects, each);
    return defect === undefined ? [] : [[each.kase.id, defect] as const];
  });
  return { id: own.id, name, version, attributions, inherited: new Map(inherited) };
}

async function runOn(
  cases: readonly Case[],
  loop: Implementation,
  subject: Implementation,
  options: RunSuiteOptions,
): Promise<ImplementationOutcome | undefined> {
  if (cases.length === 0) return undefined;
  const { env } = subject.command;
  const implementation = env === undefined ? loop : { ...loop, command: { ...loop.command, env } };
  const { observer: _observer, known: _known, trials: _trials, ...rest } = options;
  const [outcome] = await runSuite(cases, [implementation], {
    ...rest,
    repeat: 1,
    failFast: false,
  });
  return outcome;
}

function attribute(
  control: CaseOutcome,
  reference: CaseOutcome | undefined,
  subject: string,
): Attribution {
  if (control.verdict === "pass")
    return { to: "implementation", why: `${subject} passes this case under the same interpreter` };
  const same = `${subject} does not pass it under the same interpreter either (${control.verdict})`;
  if (reference?.verdict === "pass")
    return { to: "environment", why: `${same}; the reference loop passes it` };
  return reference === undefined || reference.verdict === "unsupported"
    ? { to: "environment", why: same }
    : { to: "suite", why: `${same}, nor does the reference loop (${reference.verdict})` };
}
