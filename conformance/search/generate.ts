/** Draws a program: one seed names one program for ever. */

import { if_ } from "../language/build.ts";
import type { Program, ProgramFunction } from "../language/case.ts";
import type { Operation } from "../language/operation.ts";
import {
  calling,
  Draft,
  doing,
  type FunctionPlan,
  type Names,
  type Place,
  TASK_FACTORY,
} from "./draft.ts";
import { generateIoProgram } from "./io/program.ts";
import type { Body, Production } from "./production.ts";
import { isOfIo, type Profile } from "./profile.ts";
import { closings, productionsFor, runs } from "./vocabulary/index.ts";

/** Attempts to find something that a body can do next. */
const ATTEMPTS = 12;

/**
 * The program of a seed.
 *
 * @param seed a whole number from 0 to 2^32 - 1
 * @param profile what it is drawn from; another profile gives another program
 */
export function generateProgram(seed: number, profile: Profile): Program {
  if (isOfIo(profile)) return generateIoProgram(seed, profile);
  const draft = new Draft(seed, profile);
  plan(draft);
  const main = draft.main();
  const beginning = preamble(draft, main);
  const fns: Record<string, ProgramFunction> = {};
  for (const [index, each] of draft.plans.entries())
    fns[each.name] = functionOf(draft, each, index + 1, main.names);
  const rest = mainOf(draft, main);
  return { fns: { ...fns, ...Object.fromEntries(draft.made) }, main: [...beginning, ...rest] };
}

/** Decides which functions there are. */
function plan(draft: Draft): void {
  const { random, themes, plans } = draft;
  const add = (prefix: string, kind: FunctionPlan["kind"], params: readonly string[] = []) =>
    plans.push({ name: draft.fresh(prefix), kind, params });
  const params = () => {
    const count = random.weighted([
      { weight: 5, count: 0 },
      { weight: 3, count: 1 },
      { weight: 1, count: 2 },
      { weight: 0.5, count: 5 },
    ]).count;
    return Array.from({ length: count }, () => draft.fresh("x"));
  };
  const drawn: (() => void)[] = [];
  const some = (least: number, most: number, one: () => void) => {
    for (let left = random.between(least, most); left > 0; left -= 1) drawn.push(one);
  };
  some(1, 3, () => add("call", "callback", params()));
  if (themes.has("partials"))
    some(0, 1, () =>
      plans.push({ name: draft.fresh("call"), kind: "callback", params: params(), keywords: true }),
    );
  if (themes.has("tasks") || themes.has("generators"))
    some(1, 2, () => add("work", "coroutine", params()));
  if (themes.has("generators")) some(1, 1, () => add("items", "asyncgen"));
  if (themes.has("threads")) some(1, 1, () => add("thread", "thread", params()));
  for (const one of random.shuffled(drawn)) one();
  if (themes.has("handlers")) add("handle", "handler");
  if (themes.has("factories"))
    plans.push({ name: TASK_FACTORY, kind: "callback", params: ["loop_", "coroutine_"] });
}

/** What main binds first, so that functions can use it. */
function preamble(draft: Draft, main: Place): Operation[] {
  const { random, themes } = draft;
  const operations: Operation[] = [];
  const some = (theme: Parameters<typeof themes.has>[0], most: number, one: () => Operation) => {
    if (!themes.has(theme)) return;
    for (let left = random.between(0, most); left > 0; left -= 1) operations.push(one());
  };
  some("loops", 1, () => doing({ make: "loop" }, { as: draft.bind(main, "loop") }));
  some("futures", 2, () => doing(calling("create_future"), { as: draft.bind(main, "future") }));
  some("contexts", 1, () => doing({ make: "copy_context" }, { as: draft.bind(main, "context") }));
  some("descriptors", 1, () => {
    const pair = draft.bind(main, "pair");
    for (const name of random.pick([
      [`read_${pair}`],
      [`read_${pair}`, `reread_${pair}`],
    ] as const)) {
      const params = random.pick([[], [], ["x"], ["x", "y"]]).map((stem) => draft.fresh(stem));
      draft.plans.push({ name, kind: "callback", params });
    }
    return doing({ make: "socketpair" }, { as: pair });
  });
  for (const pair of random.chance(0.5) ? main.names.pair : [])
    operations.push(...arrival(draft, pair));
  for (const name of ["v", "w"])
    if (themes.has("contexts") && random.chance(0.3))
      operations.push({ op: "cv_set", var: name, value: random.between(100, 199) });
  if (themes.has("debug") && random.chance(0.4))
    operations.push(doing(calling("set_debug", [true])));
  return [...operations, ...installed(draft), ...body(draft)(main, random.between(0, 2))];
}

/** A reader, and something for it to read while nothing else is ready. */
function arrival(draft: Draft, pair: string): readonly Operation[] {
  const readers = draft.plans.filter(({ name }) => READER.exec(name)?.[1] === pair);
  const reader = draft.random.pick(readers);
  const given = [{ fn: reader.name }, ...draft.arguments(reader)];
  const watched = doing(calling("add_reader", [{ end: pair, side: 0 }, ...given]));
  // It comes before the one pass of a run that was stopped before it began.
  const isMeant = draft.focus === "stop" || draft.focus === "descriptors";
  if (draft.themes.has("stop") && draft.random.chance(isMeant ? 0.3 : 0.1)) {
    const run: Operation = { op: "try", body: [doing(calling("run_forever"))] };
    const passed: Operation = { op: "log", text: draft.fresh("passed") };
    return [watched, { op: "make_ready", pair }, doing(calling("stop")), run, passed];
  }
  // Or while the loop waits, once or twice.
  const comes = draft.fresh("arrival");
  const delays = Array.from({ length: draft.random.chance(0.3) ? 2 : 1 }, () => draft.delay());
  const timers = delays.flatMap((delay) =>
    delay === undefined ? [] : [doing(calling("call_later", [delay, { fn: comes }]))],
  );
  if (timers.length === 0) return [];
  draft.made.set(comes, { kind: "callback", body: [{ op: "make_ready", pair }] });
  return [watched, ...timers];
}

/**
 * The policy and the current loop that the program begins with. Without one that was set, what get_event_loop() answers
 * is a matter of the version.
 */
function installed(draft: Draft): Operation[] {
  const { random, themes } = draft;
  const asks = themes.has("current") || themes.has("policies");
  if (!asks) return [];
  draft.policied = themes.has("policies");
  // Where set_event_loop() fails there is no current loop, and what get_event_loop() then does differs between editions.
  const drawn = random.pick([[], [], ["get"], ["new"], ["get", "set"]] as const);
  // What run() does behind a policy that takes no loop is a matter of the version.
  const raises = themes.has("running") ? drawn.filter((what) => what !== "set") : drawn;
  const policy: Operation = { op: "policy", ...(raises.length === 0 ? {} : { raises }) };
  const current = random.pick([{ $: "loop" }, { $: "loop" }, { $: "loop" }, null]);
  const set = doing({ asyncio: "set_event_loop", args: [current] });
  return [...(draft.policied ? [policy] : []), { op: "try", body: [set] }];
}

/** Reads what is there before anything else: a descriptor that stays ready keeps the loop busy for ever. */
const READER = /^(?:read|reread)_(pair\d+)$/;

/** What a reader begins with: it leaves what is there for a second time once, or never. */
function reading(draft: Draft, pair: string, names: Names): readonly Operation[] {
  const drain = { op: "drain", pair } as const;
  const seen = draft.random.chance(0.4) ? draft.random.pickAny(names.future) : undefined;
  if (seen === undefined) return [drain];
  const mark = { op: "try", body: [doing(calling("set_result", [null], { $: seen }))] } as const;
  return [if_(calling("done", [], { $: seen }), [drain], [mark])];
}

/** How a reader ends: now and then it stops the run, or fails. */
function ending({ random, themes }: Draft): readonly Operation[] {
  if (themes.has("stop") && random.chance(0.2)) return [doing(calling("stop"))];
  if (themes.has("errors") && random.chance(0.2))
    return [{ op: "raise", what: { error: "AppError", message: "of a reader" } }];
  return [];
}

/** What a function finds in its context to begin with. */
function contextShown({ random, themes, focus }: Draft, kind: FunctionPlan["kind"]): Operation[] {
  const shows = themes.has("contexts") && random.chance(focus === "contexts" ? 0.6 : 0.25);
  if (!shows || kind === "handler") return [];
  const cv = random.pick(["v", "w"]);
  return [doing({ cv }, { show: cv })];
}

function functionOf(
  draft: Draft,
  { name, kind, params, keywords }: FunctionPlan,
  level: number,
  names: Names,
): ProgramFunction {
  const given = {
    ...(kind === "handler" || params.length === 0 ? {} : { params }),
    ...(keywords === true ? { keywords } : {}),
  };
  if (name === TASK_FACTORY) {
    const made = {
      make: "task",
      of: { $: "coroutine_" },
      loop: { $: "loop_" },
      // Some editions give the name to the factory, others to the task that it made.
      keywords: { $: "keywords" },
    } as const;
    return {
      kind,
      ...given,
      keywords: true,
      quiet: true,
      body: [
        { op: "log", text: name },
        doing({ same: [{ $: "loop_" }, { $: "loop" }] }, { show: "own_loop" }),
        ...contextGiven(draft),
        { op: "return", value: made },
      ],
    };
  }
  const place: Place = { kind, level, depth: 0, inner: false, names };
  const share = Math.ceil((draft.left * 0.6) / Math.max(1, draft.plans.length - level + 2));
  const drawn = [
    ...contextShown(draft, kind),
    ...body(draft)(place, draft.random.between(1, Math.max(1, Math.min(share, 3)))),
  ];
  const pair = READER.exec(name)?.[1];
  if (pair !== undefined)
    return { kind, ...given, body: [...reading(draft, pair, names), ...drawn, ...ending(draft)] };
  if (kind === "asyncgen") {
    const further = draft.random.pick([0, 1, 2]);
    const least = drawn.some(({ op }) => op === "yield") ? 0 : 1;
    for (let left = Math.max(least, further); left > 0; left -= 1)
      drawn.push({ op: "yield", value: draft.value() });
  }
  return { kind, ...given, body: drawn };
}

/** Whether a factory was given a context: which editions before this one do not give. */
function contextGiven({ themes }: Draft): readonly Operation[] {
  if (!themes.has("edges")) return [];
  const none = { same: [{ item: "context", of: { $: "keywords" } }, null] } as const;
  return [doing({ not: none }, { show: "context_given" })];
}

/** Rounds of preparing and running; then what is left to see. */
function mainOf(draft: Draft, main: Place): Operation[] {
  const { random, themes } = draft;
  const more = body(draft);
  const operations: Operation[] = [];
  for (let rounds = random.pick([1, 1, 1, 2, 2, 3]); rounds > 0; rounds -= 1) {
    operations.push(...more(main, random.between(1, Math.max(1, Math.min(3, draft.left)))));
    operations.push(...one(draft, main, more, fitting(draft, runs)));
    if (rounds > 1) operations.push({ op: "log", text: draft.fresh("round") });
  }
  if (themes.has("close") && random.chance(draft.focus === "close" ? 0.8 : 0.4)) {
    operations.push(doing(calling("close"), random.chance(0.2) ? { show: "close" } : {}));
    const afterwards = [
      ...one(draft, main, more, fitting(draft, closings)),
      ...more(main, random.between(0, 2)),
      ...one(draft, main, more, fitting(draft, closings)),
      ...(random.chance(0.3) ? one(draft, main, more, fitting(draft, runs)) : []),
    ];
    for (const operation of afterwards)
      operations.push(operation.op === "try" ? operation : { op: "try", body: [operation] });
  }
  return operations;
}

/** Draws bodies from the vocabulary. */
function body(draft: Draft): Body {
  const more: Body = (place, operations) => {
    const drawn: Operation[] = [];
    const productions = productionsFor(draft, place.kind);
    for (let left = operations; left > 0; left -= 1)
      drawn.push(...one(draft, place, more, productions));
    return drawn;
  };
  return more;
}

/** What the parts of a draft admit. */
const fitting = ({ themes }: Draft, productions: readonly Production[]): readonly Production[] =>
  productions.filter(({ theme }) => theme === undefined || themes.has(theme));

/** Draws something that a body does next; nothing where no attempt fits. */
function one(
  draft: Draft,
  place: Place,
  more: Body,
  productions: readonly Production[],
): Operation[] {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const made = draft.random.weighted(productions).make(draft, place, more);
    if (made === undefined) continue;
    draft.left -= made.length;
    return [...made];
  }
  return [];
}
