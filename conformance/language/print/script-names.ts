/** Names of a program in the source of another language. */
import type { Program } from "../case.ts";
import { argumentsOf } from "../check/names.ts";
import { sitesOf } from "../check/sites.ts";
import { localBoundBy, nameBoundBy } from "../parts.ts";

/** The loop under test: a name of the program and of the script alike. */
const LOOP = "loop";

/** Gives each name of a program a name that is free in its script, mostly the name itself. */
export class Names {
  private readonly reserved: ReadonlySet<string>;
  private readonly taken = new Set<string>();
  private readonly values = new Map<string, string>([[LOOP, LOOP]]);
  private readonly variables = new Map<string, string>();

  /**
   * @param program whose functions, names and parameters are kept apart from each other's variables
   * @param reserved words of the language, and names that the script uses itself
   */
  constructor(program: Program, reserved: ReadonlySet<string>) {
    this.reserved = reserved;
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
    while (this.reserved.has(free) || this.taken.has(free)) free += "_";
    this.taken.add(free);
    return free;
  }

  /** The names of the context variables met so far, with their names in the script. */
  get contextVariables(): readonly (readonly [name: string, own: string])[] {
    return [...this.variables];
  }
}

function namesOf(program: Program): ReadonlySet<string> {
  const names = new Set<string>(Object.keys(program.fns));
  for (const fn of Object.values(program.fns)) {
    for (const name of argumentsOf(fn)) names.add(name);
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
