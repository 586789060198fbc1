/** Checks a driver's messages against the protocol's schema, for `--validate`. */
import { messageValidator } from "../program/schema.ts";

/** Says what is wrong with a message of a driver, or nothing. */
export function messageCheck(): (message: unknown) => string | undefined {
  return messageValidator();
}
