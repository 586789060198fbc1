import { openSync } from "node:fs";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { closeDescriptor, pipe } from "./descriptors.ts";
import { osError } from "./os-error.ts";
import type { PipeObject } from "./pipe-transports.ts";

/** A pipe between parent and child. */
export const PIPE = "pipe";
/** Nothing to read, and what is written is dropped. */
export const DEVNULL = "devnull";
/** Standard error goes where standard output goes. */
export const STDOUT = "stdout";

/**
 * Where a standard stream of a child leads: one of the above, an open descriptor or an object that
 * has one, or null for the parent's own.
 */
export type Stdio = typeof PIPE | typeof DEVNULL | typeof STDOUT | number | PipeObject | null;

const NAMES = ["stdin", "stdout", "stderr"] as const;

/** The standard streams of a child that is about to be started. */
export class ChildStdio {
  /** What becomes the child's 0, 1 and 2. */
  readonly child: number[] = [];
  /** The parent's ends of the pipes, by the child's number. */
  readonly parent = new Map<number, number>();
  private readonly opened: number[] = [];

  /**
   * Opens what is needed. What is not given is a pipe.
   *
   * @throws OSError when there are too many descriptors; then nothing stays open
   * @throws ValueError when a stream cannot lead there
   */
  constructor(wanted: { readonly [name in (typeof NAMES)[number]]?: Stdio | undefined }) {
    try {
      for (const [number, name] of NAMES.entries()) {
        const where = wanted[name] === undefined ? PIPE : wanted[name];
        this.child.push(this.open(number, name, where));
      }
    } catch (error) {
      this.closeChildEnds();
      this.closeParentEnds();
      throw error;
    }
  }

  /** Closes what only the child needs. */
  closeChildEnds(): void {
    for (const fd of this.opened.splice(0)) closeDescriptor(fd);
  }

  /** Closes the parent's ends, when there is no child after all. */
  closeParentEnds(): void {
    for (const fd of this.parent.values()) closeDescriptor(fd);
    this.parent.clear();
  }

  private open(number: number, name: string, where: Stdio): number {
    if (where === null) return number;
    if (where === PIPE) return this.openPipe(number);
    if (where === DEVNULL) {
      const fd = openNull();
      this.opened.push(fd);
      return fd;
    }
    if (where === STDOUT && number === 2) return this.child[1] as number;
    const fd =
      typeof (where as PipeObject).fileno === "function" ? (where as PipeObject).fileno() : where;
    if (Number.isInteger(fd) && (fd as number) >= 0) return fd as number;
    const allowed = number === 2 ? "PIPE, DEVNULL, STDOUT" : "PIPE, DEVNULL";
    throw new ValueError(
      `Expected \`${name}\` to be ${allowed}, a descriptor or null, got ${describe(where)}`,
    );
  }

  /** The child's end waits, as programs expect; the parent's never does. */
  private openPipe(number: number): number {
    const [reader, writer] = pipe({ blocking: true });
    const [child, parent] = number === 0 ? [reader, writer] : [writer, reader];
    this.opened.push(child);
    this.parent.set(number, parent);
    return child;
  }
}

function openNull(): number {
  try {
    return openSync("/dev/null", "r+");
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    throw osError(-errno, "opening /dev/null"); // Node's numbers are negative
  }
}
