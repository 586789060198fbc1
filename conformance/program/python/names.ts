/** Python names for the names of a program. */
import type { Program } from "../case.ts";
import { parametersOf } from "../check/names.ts";
import { sitesOf } from "../check/sites.ts";
import { localBoundBy, nameBoundBy } from "../parts.ts";

const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
  "with yield";

/** What printed scripts use by these names. */
const OWN =
  "trace log entry kind show loop new_loop run fork error options keywords AppError AppExit " +
  "Awaitable Thing child_exit disposition poll end " +
  "asyncio collections concurrent contextvars functools gc inspect logging os signal socket " +
  "subprocess sys threading time traceback warnings weakref " +
  "BaseException Exception bool bytes callable dict float getattr int isinstance len list map " +
  "next object open print range repr sorted str super tuple type";

const RESERVED: ReadonlySet<string> = new Set(`${KEYWORDS} ${OWN}`.split(" "));

/** The loop under test: a name of the program and of the script alike. */
const LOOP = "loop";

/** Gives each name of a program a name that is free in its script, mostly the name itself. */
export class Names {
  private readonly taken = new Set(RESERVED);
  private readonly values = new Map<string, string>([[LOOP, LOOP]]);
  private readonly variables = new Map<string, string>();

  /**
   * @param program whose functions, names and parameters are kept apart from each other's variables
   * @param reserved further names that the script uses
   */
  constructor(program: Program, reserved: readonly string[] = []) {
    for (const name of reserved) this.taken.add(name);
    for (const name of namesOf(program)) {
      if (!this.values.has(name)) this.values.set(name, this.claim(name));
    }
  }

  /** A function, a global or a local of the program. */
  of(name: string): string {
    return remembered(this.values, name, () => this.claim(name));
  }

  /** A context variable of the program. */
  variable(name: string): string {
    return remembered(this.variables, name, () => this.claim(name));
  }

  /** A new name of the script's own, like the given one. */
  claim(name: string): string {
    let free = name.replace(/\W/g, "_");
    while (this.taken.has(free)) free += "_";
    this.taken.add(free);
    return free;
  }

  /** The names of the context variables met so far, with their Python names. */
  get contextVariables(): readonly (readonly [name: string, python: string])[] {
    return [...this.variables];
  }
}

function namesOf(program: Program): ReadonlySet<string> {
  const names = new Set<string>(Object.keys(program.fns));
  for (const fn of Object.values(program.fns)) {
    for (const name of parametersOf(fn)) names.add(name);
  }
  for (const { operation } of sitesOf(program).operations) {
    const name = nameBoundBy(operation) ?? localBoundBy(operation);
    if (name !== undefined) names.add(name);
  }
  return names;
}

function remembered(map: Map<string, string>, key: string, make: () => string): string {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
