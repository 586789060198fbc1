/** Errors of the interpreter itself. A program cannot catch them; the first one decides the outcome. */

/** The program is one that the interpreter cannot run: a fault of the harness, not of the loop. */
export class ProgramFault extends Error {
  override readonly name = "ProgramFault";
  readonly outcome: "error" | "unsupported" = "error";
}

/** The program needs something that the adapter was not given. */
export class Unsupported extends ProgramFault {
  override readonly outcome = "unsupported";
}
