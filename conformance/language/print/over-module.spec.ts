import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { clauseById, holdsIn } from "../../clauses/index.ts";
import { UsageError } from "../../usage-error.ts";
import type { Case } from "../case.ts";
import { withoutTypes } from "./typescript/without-types.ts";
import { moduleProgram } from "./typescript.ts";

/** As far as programs and this spec use an adapter. */
interface Adapter {
  readonly capabilities: readonly string[];
  makeLoop(): object;
  readonly asyncio: object;
  readonly host: { begin?(): void; end?(): void };
  readonly clockResolution?: number;
}
const load = createRequire(join(packageRoot, "package.json"));
/** Loaded by their paths, since no printer may depend on them. */
const { referenceAdapter } = load(
  join(packageRoot, "conformance/execution/adapters/reference.ts"),
) as { referenceAdapter(variant: string): Adapter };
const reference = load(join(packageRoot, "reference/index.ts")) as {
  setLogHook(hook: () => void): () => void;
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
async function decided(source: string, adapter: Adapter) {
  const said: string[] = [];
  const body = source.replaceAll(/^import .*;$/gm, "");
  const console_ = {
    log: (...words: string[]) => said.push(words.join(" ")),
    error: () => undefined,
  };
  const { pid, kill, on, off } = process;
  const process_ = {
    ...{ pid, kill, on: on.bind(process), off: off.bind(process) },
    exit: (code: number) => {
      throw new Exit(code);
    },
  };
  // Programs that hang end themselves; here mocha ends them.
  const noTimer = () => undefined;
  const names = ["adapter", "process", "console", "isDeepStrictEqual", "setTimeout"];
  const run = new AsyncFunction(...names, body);
  try {
    await run(adapter, process_, console_, isDeepStrictEqual, noTimer);
  } catch (error) {
    if (error instanceof Exit) return { code: error.code, said: said.join("\n") };
    throw error;
  } finally {
    adapter.host.end?.();
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
  const step = process.env.LOOPSPEC_PRINTERS === "all" ? 1 : 25;
  const beside = ({ expect: { trace: _trace, outcome: _outcome, ...channels } }: Case) =>
    Object.keys(channels);
  /** Cases that the adapter can run. What no text promises the reference loop may do differently. */
  const runnable = ({ capabilities }: Adapter) =>
    allCases.filter(
      ({ needs, clauses }) =>
        needs.every((need) => capabilities.includes(need)) &&
        clauseById(clauses[0]).basis !== "observed" &&
        clauses.every((id) => holdsIn(clauseById(id), "3.13")),
    );
  /** What the programs of these cases say where they do not exit with 0, and how many there are. */
  const judged = async (cases: readonly Case[], adapter: Adapter) => {
    let printable = 0;
    const wrong: string[] = [];
    for (const kase of cases) {
      const source = printed(kase);
      if (source === undefined) continue;
      printable += 1;
      const { code, said } = await decided(source, adapter);
      if (code !== 0) wrong.push(`${kase.id}: ${code} ${said}`);
    }
    return { printable, wrong };
  };

  it("exit with 0 on a loop that keeps its promises", async () => {
    const adapter = referenceAdapter("virtual");
    const chosen = runnable(adapter).filter((_kase, index) => index % step === 0);
    const { printable, wrong } = await judged(chosen, adapter);
    expect(wrong).to.deep.equal([]);
    expect(printable).to.be.greaterThan(chosen.length * 0.9);
  });

  for (const channel of ["bounds", "reports", "warnings", "logs", "polls"])
    it(`decide by ${channel}, too`, async () => {
      const adapter = referenceAdapter("virtual");
      const cases = runnable(adapter).filter((kase) => beside(kase).includes(channel));
      const { printable, wrong } = await judged(
        cases.slice(0, step === 1 ? undefined : 6),
        adapter,
      );
      expect(wrong).to.deep.equal([]);
      expect(printable).to.be.greaterThan(0);
    });

  const FAULTS = {
    bounds: { bounds: { dt: [null, -1] } },
    reports: { reports: [] },
    warnings: { warnings: { excludes: [{}] } },
    logs: { logs: { includes: [{ message: "nothing says this" }] } },
    polls: { polls: [] },
  } as const;
  for (const [channel, impossible] of Object.entries(FAULTS))
    it(`exit with 1 where ${channel} are not as expected`, async () => {
      const adapter = referenceAdapter("virtual");
      const fits = (kase: Case) => {
        const wanted = kase.expect[channel as keyof typeof FAULTS];
        if (wanted === undefined || printed(kase) === undefined) return false;
        return channel !== "warnings" || "includes" in wanted;
      };
      const kase = runnable(adapter).find(fits) as Case;
      const bounds = Object.fromEntries(
        Object.keys(kase.expect.bounds ?? {}).map((name) => [name, [null, -1] as const]),
      );
      const expected = channel === "bounds" ? { bounds } : impossible;
      const turned: Case = { ...kase, expect: { ...kase.expect, ...expected } };
      const { code, said } = await decided(printed(turned) as string, adapter);
      expect(code).to.equal(1);
      expect(said).to.include(`observed ${channel} `);
    });

  it("exit with 1 where it does not, and say what was expected and observed", async () => {
    const source = printed(caseOf("state/closed-after-close-plain")) as string;
    const adapter = referenceAdapter("virtual");
    const makeLoop = () => Object.assign(adapter.makeLoop(), { isClosed: () => false });
    const { code, said } = await decided(source, { ...adapter, makeLoop });
    expect(code).to.equal(1);
    expect(said).to.match(/^expected ok .*True.*\nobserved ok .*False/);
  });

  describe("with signals", () => {
    it("exit with 0 on a loop that is told of them", async () => {
      const adapter = referenceAdapter("host");
      const withSignals = runnable(adapter).filter(({ needs }) => needs.includes("signals"));
      const chosen = withSignals.filter((_kase, index) => index % step === 0);
      const { printable, wrong } = await judged(chosen, adapter);
      expect(wrong).to.deep.equal([]);
      expect(printable).to.equal(chosen.length).and.to.be.greaterThan(0);
    });

    it("exit with 1 where the loop is wrong", async () => {
      const source = printed(caseOf("signals/remove-none-sigterm")) as string;
      const adapter = referenceAdapter("host");
      const makeLoop = () => Object.assign(adapter.makeLoop(), { removeSignalHandler: () => true });
      const { code, said } = await decided(source, { ...adapter, makeLoop });
      expect(code).to.equal(1);
      expect(said).to.match(/^expected ok .*removed=False.*\nobserved ok .*removed=True/);
    });

    it("decide nothing about a loop that is told of none", async () => {
      const source = printed(caseOf("signals/remove-none-sigterm")) as string;
      const { message } = await decided(source, referenceAdapter("virtual")).then(
        () => new Error("it decided"),
        (error: Error) => error,
      );
      expect(message).to.equal("the adapter's loop is told of no signals");
    });

    it("end themselves where the loop hangs", () => {
      const source = printed(caseOf("signals/remove-none-sigterm")) as string;
      expect(source).to.match(/setTimeout\(.*\n.*the program hung.*\n.*exit\(1\);\n\}, \d+000\);/);
    });
  });

  it("refuse what no adapter can have, and say why", () => {
    const kase = allCases.find(({ needs }) => needs.includes("threads")) as Case;
    expect(() => moduleProgram(kase, "./adapter.mjs", "javascript")).to.throw(
      UsageError,
      "JavaScript cannot send a function to another thread",
    );
  });

  it("have no types as JavaScript, and texts that look like types stay", () => {
    const source =
      'const a: any = f("x: any = 1");\nfunction g(b: any, c: any[]): void {} // d: any)';
    expect(withoutTypes(source)).to.equal(
      'const a = f("x: any = 1");\nfunction g(b, c) {} // d: any)',
    );
  });
});
