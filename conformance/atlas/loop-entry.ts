/** What the atlas knows of a loop before it is judged. */
import type { NamedImplementation } from "../suite/config.ts";

/** A row of the table: a package, and how its loop is made. */
export interface LoopEntry extends Omit<NamedImplementation, "python" | "expect"> {
  /** Names its page and its folders. */
  readonly name: string;
  /** What people call it, without a version. */
  readonly label: string;
  /** What it is, in a line. */
  readonly about: string;
  readonly home: string;
  /** Pinned requirements, as pip takes them; none for the interpreter's own loop. */
  readonly packages: readonly string[];
  /** The interpreter: `3.13`, `pypy3`. The reference loop needs none. */
  readonly python?: string;
  /** Packages of the operating system that it needs, for people who make the atlas. */
  readonly system?: readonly string[];
}
