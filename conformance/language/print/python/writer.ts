/** What the parts of the printer share: the program, its names, and what its script turns out to need. */
import type { Program } from "../../case.ts";
import { sitesOf } from "../../check/sites.ts";
import { Names } from "../script-names.ts";
import { importedBy, makerOf, type PythonFactory } from "./factory.ts";
import { Plainness } from "./plain.ts";
import { PYTHON_RESERVED } from "./reserved.ts";

/** Helpers that a script defines when it uses them. */
export type Helper =
  | "AppError"
  | "AppExit"
  | "Awaitable"
  | "PipeEnd"
  | "child"
  | "file"
  | "pipe"
  | "socket_of"
  | "tls"
  | "Thing"
  | "child_exit"
  | "debug_wanted"
  | "disposition"
  | "fork"
  | "finished"
  | "handler"
  | "folder"
  | "kind"
  | "Labelled"
  | "listening"
  | "new_loop"
  | "numbered"
  | "Peer"
  | "port_of"
  | "received"
  | "run"
  | "seen"
  | "show"
  | "text";

/** Every script but those of other modules has the same reserved names. */
function reservedWith(module: string | undefined): ReadonlySet<string> {
  if (module === undefined) return PYTHON_RESERVED;
  return new Set([...PYTHON_RESERVED, ...module.split(".")]);
}

/** One script in the making. */
export class ScriptWriter {
  readonly program: Program;
  readonly names: Names;
  readonly plain: Plainness;
  readonly made: PythonFactory;
  readonly helpers = new Set<Helper>();
  readonly imports = new Set<string>();
  /** Methods of the class `Peer` that the script's peers use. */
  readonly peerMethods = new Set<string>();
  /** Policies by what they raise: names of their classes. */
  readonly policies = new Map<string, { name: string; raises: readonly string[] }>();
  /** Names that are only ever bound to errors. */
  readonly caught: ReadonlySet<string>;
  /** Names that are bound to peers. */
  readonly peers: ReadonlySet<string>;
  /** The program installs a policy. */
  readonly hasPolicy: boolean;

  /** Intervals, calls of handlers and poll timeouts are kept for the script's end, not printed. */
  readonly keeps: boolean;

  constructor(program: Program, made: PythonFactory, keeps: boolean) {
    this.program = program;
    this.keeps = keeps;
    this.made = made;
    this.names = new Names(program, reservedWith(importedBy(made)));
    this.plain = new Plainness(program);
    const { operations } = sitesOf(program);
    this.hasPolicy = operations.some(({ operation }) => operation.op === "policy");
    this.peers = new Set(
      operations.flatMap(({ operation }) => (operation.op === "peer" ? operation.as : [])),
    );
    this.caught = new Set(
      operations.flatMap(({ operation }) => (operation.op === "try" ? (operation.as ?? []) : [])),
    );
  }

  /** The call that makes a loop. */
  get makesLoop(): string {
    return `${makerOf(this.made)}()`;
  }

  /** The name of a module's member, with the module imported. */
  from(module: string, member: string): string {
    this.imports.add(module);
    return `${module}.${member}`;
  }

  /** The name of the class of policies that raise when asked for these. */
  policy(raises: readonly string[]): string {
    const key = [...raises].sort().join(" ");
    const known = this.policies.get(key);
    if (known !== undefined) return known.name;
    if (raises.length > 0) this.helper("AppError");
    const name = this.names.claim("Policy");
    this.policies.set(key, { name, raises });
    return name;
  }

  /** The name of a helper, which gets defined. */
  helper(name: Helper): string {
    this.helpers.add(name);
    return name;
  }
}
