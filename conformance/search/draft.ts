/** A program in the making: what it has names for, and what may still be added. */
import type { FunctionKind, ProgramFunction } from "../language/case.ts";
import type { Expression } from "../language/expression.ts";
import type { Operation } from "../language/operation.ts";
import { type Profile, SHARE, type Theme } from "./profile.ts";
import { Random } from "./random.ts";

/** What a name stands for. */
export type Sort = "context" | "future" | "generator" | "handle" | "loop" | "pair" | "task";

/** Names by what they stand for. */
export type Names = { readonly [sort in Sort]: readonly string[] };

const NO_NAMES: Names = {
  context: [],
  future: [],
  generator: [],
  handle: [],
  loop: [],
  pair: [],
  task: [],
};

/** A function that the program is going to have. It refers to later ones only: so programs end. */
export interface FunctionPlan {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly params: readonly string[];
  /** Whether it takes keyword arguments, and writes them down. */
  readonly keywords?: boolean;
}

/** The name of the function that makes tasks: nothing else calls it. */
export const TASK_FACTORY = "make_task";

/** A body in the making. */
export interface Place {
  readonly kind: FunctionKind | "main";
  /** Functions from this index on may be named. */
  readonly level: number;
  /** Operations around this one: deep bodies get no further ones. */
  readonly depth: number;
  /** In a body that something else calls: nothing can wait there, return, or yield. */
  readonly inner: boolean;
  /** Names that are bound here for certain. */
  names: Names;
}

/** Delays: sums of different ones are different, so that no two deadlines meet by accident. */
const VIRTUAL_DELAYS = Array.from({ length: 11 }, (_, power) => 0.01 * 2 ** power);
const REAL_DELAYS = [0.005, 0.01, 0.02];

/** A program in the making. */
export class Draft {
  readonly random: Random;
  readonly profile: Profile;
  /** The parts of the language that this program is made of: some of the profile's. */
  readonly themes: ReadonlySet<Theme>;
  /** The part that this program has more of than of the others. */
  readonly focus: Theme | undefined;
  readonly plans: FunctionPlan[] = [];
  /** Operations that may still be added, roughly. */
  left: number;
  /** Functions that productions bring along, by name. */
  readonly made = new Map<string, ProgramFunction>();
  private readonly delays: number[];
  /** Whether the program sets a policy before everything else. */
  policied = false;
  private count = 0;
  private last = 0;
  private over = 0;

  constructor(seed: number, profile: Profile) {
    this.random = new Random(seed);
    this.profile = profile;
    const { random } = this;
    // Programs of a few parts each find more than programs of everything: parts hide one another.
    const share = random.pick([0.35, 0.6, 1]);
    const themes = new Set(
      profile.themes.filter((theme) => random.chance(share * (SHARE[theme] ?? 1))),
    );
    // Which loop is the current one is a matter of the thread: the two belong together.
    if (themes.has("current") && profile.themes.includes("threads") && random.chance(0.5))
      themes.add("threads");
    this.themes = themes;
    this.focus = random.chance(0.7) ? random.pickAny([...this.themes]) : undefined;
    this.left = random.between(...profile.size);
    this.delays = random.shuffled(profile.clock === "virtual" ? VIRTUAL_DELAYS : REAL_DELAYS);
  }

  /** A new name. */
  fresh(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }

  /** A delay in seconds that no other operation has; undefined when all are taken. */
  delay(): number | undefined {
    if (this.profile.clock === "real" && !this.themes.has("timers")) return undefined;
    const delay = this.delays.pop();
    return delay === undefined ? undefined : Number(delay.toFixed(3));
  }

  /** A delay after everything else, and after the last one. */
  lastDelay(): number {
    this.last += 1;
    const [base, step] = this.profile.clock === "virtual" ? [40.96, 0.005] : [0.045, 0.005];
    return Number((base + this.last * step).toFixed(3));
  }

  /** So many seconds ago: more for each further one. */
  past(): number {
    this.over += 1;
    return Number((-0.0057 * this.over).toFixed(4));
  }

  /** The place of main. */
  main(): Place {
    return { kind: "main", level: 0, depth: 0, inner: false, names: NO_NAMES };
  }

  /** A function of one of these kinds that the place may name. */
  plan(place: Place, ...kinds: readonly FunctionKind[]): FunctionPlan | undefined {
    const found = this.plans
      .slice(place.level)
      .filter(({ kind, name }) => kinds.includes(kind) && name !== TASK_FACTORY);
    return this.random.pickAny(found);
  }

  /** A name of that sort that is bound here. */
  name(place: Place, sort: Sort): string | undefined {
    return this.random.pickAny(place.names[sort]);
  }

  /** A new name that is bound here from now on. */
  bind(place: Place, sort: Sort): string {
    const name = this.fresh(sort);
    place.names = { ...place.names, [sort]: [...place.names[sort], name] };
    return name;
  }

  /** A plain value. */
  value(): Expression {
    const { random } = this;
    switch (random.below(7)) {
      case 0:
        return null;
      case 1:
        return random.chance(0.5);
      case 2:
        return this.fresh("text");
      case 3:
        return random.pick([0, 1, "", 0.5, { list: [] }]);
      case 4:
        return random.chance(0.3)
          ? { make: "object" }
          : { list: [random.between(0, 9), this.fresh("item")] };
      default:
        return random.between(-3, 99);
    }
  }

  /** Arguments for a function of the program. */
  arguments({ params }: FunctionPlan): Expression[] {
    return params.map(() => this.value());
  }
}

/** The place of a body within another one: what it binds is not known outside. */
export const within = (place: Place, inner = place.inner): Place => ({
  ...place,
  depth: place.depth + 1,
  inner,
});

/** An operation that binds or shows a value. */
export const doing = (
  what: Expression,
  target: { readonly as?: string; readonly show?: string } = {},
): Operation => ({ op: "do", what, ...target });

type MethodCall = Extract<Expression, { readonly m: string }>;

/** A call of a method: of the loop under test unless `on` is given. */
export const calling = (
  m: string,
  args: readonly Expression[] = [],
  on?: Expression,
): MethodCall => ({
  m,
  ...(on === undefined ? {} : { on }),
  ...(args.length === 0 ? {} : { args }),
});

/** What is refused: with which error differs between editions. */
export const refused = (what: Expression): Operation => ({
  op: "try",
  body: [doing(what)],
  catch: [{ op: "log", text: "refused" }],
});
