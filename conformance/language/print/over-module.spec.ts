import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { clauseById } from "../../clauses/index.ts";
import { UsageError } from "../../usage-error.ts";
import type { Case } from "../case.ts";
import { withoutTypes } from "./typescript/without-types.ts";
import { moduleProgram } from "./typescript.ts";

interface Loop {
  isClosed(): boolean;
}
/** Loaded by its path, since only adapters may depend on it. */
const reference = createRequire(join(packageRoot, "package.json"))(
  join(packageRoot, "reference/index.ts"),
) as {
  newEventLoop(): Loop;
  setLogHook(hook: () => void): () => void;
  readonly [name: string]: unknown;
};

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<void>;

/** Runs a printed program; gives its exit code and what it says. */
async function decided(source: string, makeLoop: () => Loop) {
  const said: string[] = [];
  const body = source.replaceAll(/^import .*;$/gm, "");
  const console_ = {
    log: (...words: string[]) => said.push(words.join(" ")),
    error: () => undefined,
  };
  const process_ = {
    exit: (code: number) => {
      throw new Exit(code);
    },
  };
  const adapter = { makeLoop, asyncio: reference };
  try {
    await new AsyncFunction("adapter", "process", "console", "isDeepStrictEqual", body)(
      adapter,
      process_,
      console_,
      isDeepStrictEqual,
    );
  } catch (error) {
    if (error instanceof Exit) return { code: error.code, said: said.join("\n") };
    throw error;
  }
  return { code: undefined, said: said.join("\n") };
}

function printed(kase: Case): string | undefined {
  try {
    return moduleProgram(kase, "./adapter.mjs", "javascript");
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const caseOf = (id: string) => allCases.find((kase) => kase.id === id) as Case;

describe("programs over the loop of a module", function () {
  this.timeout(300_000);
  // What programs have go wrong in callbacks would be printed.
  let printing: () => void = () => undefined;
  before(() => {
    printing = reference.setLogHook(() => undefined);
  });
  after(() => {
    reference.setLogHook(printing);
  });
  const PLAIN = ["contexts", "debug", "tasks", "running-loop"];
  const step = process.env.LOOPSPEC_PRINTERS === "all" ? 1 : 25;
  // What no text promises the reference loop may do differently.
  const plain = allCases.filter(
    ({ needs, clauses: [about] }) =>
      needs.every((need) => PLAIN.includes(need)) && clauseById(about).basis !== "observed",
  );

  it("exit with 0 on a loop that keeps its promises", async () => {
    const chosen = plain.filter((_kase, index) => index % step === 0);
    const programs = chosen.flatMap((kase) => {
      const source = printed(kase);
      return source === undefined ? [] : [{ kase, source }];
    });
    expect(programs.length).to.be.greaterThan(chosen.length * 0.8);
    const wrong: string[] = [];
    for (const { kase, source } of programs) {
      const { code, said } = await decided(source, reference.newEventLoop);
      if (code !== 0) wrong.push(`${kase.id}: ${code} ${said}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it("exit with 1 where it does not, and say what was expected and observed", async () => {
    const source = printed(caseOf("state/closed-after-close-plain")) as string;
    const makeLoop = () => Object.assign(reference.newEventLoop(), { isClosed: () => false });
    const { code, said } = await decided(source, makeLoop);
    expect(code).to.equal(1);
    expect(said).to.match(/^expected ok .*True.*\nobserved ok .*False/);
  });

  it("refuse what no adapter can have", () => {
    const kase = allCases.find(({ needs }) => needs.includes("descriptors")) as Case;
    expect(() => moduleProgram(kase, "./adapter.mjs", "javascript")).to.throw(UsageError);
  });

  it("have no types as JavaScript, and texts that look like types stay", () => {
    const source =
      'const a: any = f("x: any = 1");\nfunction g(b: any, c: any[]): void {} // d: any)';
    expect(withoutTypes(source)).to.equal(
      'const a = f("x: any = 1");\nfunction g(b, c) {} // d: any)',
    );
  });
});
