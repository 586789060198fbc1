import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import type { Attempt } from "./session.ts";

/** The result of one case on one implementation: the attempt that counts, and what it came from. */
export interface CaseOutcome extends Attempt {
  readonly kase: Case;
  /** All attempts in order; absent where the case did not run. */
  readonly attempts?: readonly Pick<Attempt, "verdict" | "ms" | "limit" | "message" | "reason">[];
  /** The known defect that this version of the implementation has, whatever the verdict. */
  readonly defect?: { readonly id: string; readonly url?: string; readonly versions?: string };
}

/** Everything found out about one implementation. */
export interface ImplementationOutcome {
  readonly implementation: Implementation;
  /** Absent where it could not be started. */
  readonly hello?: HelloReply;
  /** Clauses of which edition it was judged by: what was asked for, else what it greeted with. */
  readonly edition?: string;
  /** Why it could not be started. */
  readonly failure?: DriverFault;
  /** In the order of the cases. */
  readonly outcomes: readonly CaseOutcome[];
}
