/** What a Python loop's id may leave out. */
const DEFAULT_FACTORY = /^(python:[^:]+):new_event_loop$/;

/** Whether two ids name one loop: `python:M` is short for `python:M:new_event_loop`. */
export function sameLoop(one: string | undefined, other: string): boolean {
  return one !== undefined && short(one) === short(other);
}

const short = (id: string): string => id.replace(DEFAULT_FACTORY, "$1");
