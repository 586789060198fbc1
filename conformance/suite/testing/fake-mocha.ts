/** Takes the place of mocha, for the specs of the binding. */
/** The body of a test or hook. */
export type Body = (this: unknown) => Promise<void>;

/** A registered test. */
export interface Registered {
  readonly path: readonly string[];
  readonly body: Body;
}

/** What mocha was told, and what happens when it runs it. */
export interface Registration {
  readonly tests: readonly Registered[];
  readonly before: readonly Body[];
  readonly after: readonly Body[];
}

/** Calls with functions in the place of mocha's, which only take note. */
export function registering(call: () => void): Registration {
  const mocha = globalThis as Record<string, unknown>;
  const { describe, it, before, after } = mocha;
  const registration = {
    tests: [] as Registered[],
    before: [] as Body[],
    after: [] as Body[],
  };
  const titles: string[] = [];
  Object.assign(mocha, {
    describe: (title: string, body: () => void) => {
      titles.push(title);
      body();
      titles.pop();
    },
    it: (title: string, body: Body) => registration.tests.push({ path: [...titles, title], body }),
    before: (body: Body) => registration.before.push(body),
    after: (body: Body) => registration.after.push(body),
  });
  try {
    call();
  } finally {
    Object.assign(mocha, { describe, it, before, after });
  }
  return registration;
}

class Skipped extends Error {}

/** How a test ended: `passed`, `pending` with its title, or the error. */
export async function run(body: Body, title = ""): Promise<unknown> {
  const test = { title };
  const context = {
    test,
    timeout: () => undefined,
    skip: () => {
      throw new Skipped();
    },
  };
  try {
    await body.call(context);
    return "passed";
  } catch (error) {
    return error instanceof Skipped ? `pending: ${test.title}` : error;
  }
}
