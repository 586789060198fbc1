/** Programs in which a transport is paused until its peer has sent. */
import { log, sleep } from "../../language/build.ts";
import { seen, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { TRANSPORT } from "./connected.ts";

/** The parameters of a protocol's method, to which the loop passes those named. */
export const parameters = (...names: string[]): string[] => ["self", ...names];

/** Resumes the transport a while after the peer has sent: what comes earlier was not held back. */
export const resumesLater: readonly Operation[] = [
  seen("other: has sent"),
  sleep(0.03),
  log("resumes"),
  tell(TRANSPORT, "resume_reading"),
];
