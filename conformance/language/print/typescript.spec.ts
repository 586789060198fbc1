import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { referenceAdapter } from "../../execution/adapters/reference.ts";
import type { Observation } from "../../execution/protocol.ts";
import { UsageError } from "../../usage-error.ts";
import {
  assign,
  callback,
  callbackWith,
  coroutine,
  handler,
  log,
  onSignal,
  raise,
  raiseSignal,
  show,
  sleep,
  try_,
  variable,
} from "../build.ts";
import type { Case, CaseDefinition } from "../case.ts";
import type { Expression } from "../expression.ts";
import {
  asyncio,
  callSoon,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setExceptionHandler,
} from "../loop-methods.ts";
import { kase, trace } from "../table.ts";
import { SPECIMENS } from "../testing/specimens.ts";
import { runPrograms } from "./testing/typescript-batch.ts";
import { runHostedPrograms } from "./testing/typescript-hosted.ts";
import { typescriptProgram } from "./typescript.ts";

const clauses = ["call-soon.fifo"] as const;

/** The printed program, or undefined where it has no form in TypeScript. */
function printed(definition: CaseDefinition): string | undefined {
  try {
    return typescriptProgram(definition);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const codeOf = (source: string): string => source.replace(/^(\/\/.*\n)+/, "");

describe("typescriptProgram", () => {
  it("prints plain TypeScript with nothing that the case does not use", () => {
    const source = typescriptProgram(
      kase("area/sample", "callbacks run in their order", {
        clauses,
        fns: { a: callback(), work: coroutine(sleep(0)) },
        main: [callSoon("a"), callSoon(STOP), runForever(), runUntilComplete({ call: "work" })],
        expect: trace("a", "work"),
      }),
    );
    expect(codeOf(source)).to.equal(`import { EventLoop, sleep } from "loopspec/reference";

const trace: string[] = [];
const log = (entry: string) => trace.push(entry);

function a(): any {
  log("a");
}

function* work(): any {
  log("work");
  yield* sleep(0);
}

const loop: any = new EventLoop();
try {
  loop.callSoon(a);
  loop.callSoon(loop.stop.bind(loop));
  loop.runForever();
  loop.runUntilComplete(work());
} catch (error) {
  console.error(error);
}
for (const entry of trace) console.log(entry);
`);
    expect(source).to.match(
      /^\/\/ loopspec case area\/sample\n\/\/ callbacks run in their order\n/,
    );
  });

  it("renames what would hide a word of the language or of the reference loop", () => {
    const source = typescriptProgram(
      kase("area/names", "names stay apart", {
        clauses,
        fns: { sleep: callback(), function: callbackWith(["new"], show("x", variable("new"))) },
        main: [assign("loops", 1), callSoon("sleep"), callSoon("function", [variable("loops")])],
        expect: trace(),
      }),
    );
    expect(source).to.include('function sleep_(): any {\n  log("sleep");');
    expect(source).to.match(
      /function function_\(new_: any\): any \{\n {2}log\(`function\(\$\{show\(new_\)\}\)`\);/,
    );
  });

  it("writes texts so that JavaScript reads the same", () => {
    const odd = `q"\` \${x} \\ \n \u0000 \u200f \u{1f40d}`;
    const [result] = runPrograms([
      typescriptProgram(
        kase("area/text", "texts", {
          clauses,
          main: [log(odd), log(odd, 1), show(odd, { m: "is_closed" })],
          expect: trace(),
        }),
      ),
    ]);
    expect(result?.lines).to.deep.equal([odd, `${odd}=1`, `${odd}=False`]);
  });

  it("shows errors, metrics and reports on standard error", () => {
    const [result] = runPrograms([
      typescriptProgram(
        kase("area/channels", "channels", {
          clauses,
          fns: { h: handler(), fails: callback(raise("AppError", "in callback")) },
          main: [
            setExceptionHandler("h"),
            callSoon("fails"),
            runFor(0),
            { op: "metric", value: 3, as: "given" },
            try_(raise("ValueError")),
            raise("AppExit", "at the end"),
          ],
          expect: { trace: [], reports: [] },
        }),
      ),
    ]);
    expect(result?.lines).to.deep.equal(["fails", "h", "!ValueError"]);
    const [label, context, metric, value, error] = result?.errors ?? [];
    expect([label, metric, value]).to.deep.equal(["report: h", "metric: given =", 3]);
    expect((context as { exception: Error }).exception.message).to.equal("in callback");
    expect(String(error)).to.include("at the end");
  });

  it("refuses what JavaScript or the reference loop has no form for, and says what to do", () => {
    const threads = SPECIMENS.find(({ id }) => id === "specimen/threads");
    expect(() => typescriptProgram(threads!))
      .to.throw(UsageError, /JavaScript cannot send a function to another thread/)
      .with.property("hint", "Under Python, `--as python` prints it.");
  });

  it("refuses programs that would mean something else", () => {
    const generators = SPECIMENS.find(({ id }) => id === "specimen/generators");
    expect(() => typescriptProgram(generators!)).to.throw(UsageError, "its own closing");
  });
});

describe("printed TypeScript programs on the reference loop", function () {
  this.timeout(120_000);
  const adapter = referenceAdapter();
  // Neighbours in a table differ in one dimension: every fourth case shows the printer all that it meets.
  const step = process.env.LOOPSPEC_PRINTERS === "all" ? 1 : 4;
  // The adapter's host keeps virtual time too; the printed program reads the real clock.
  const comparesClocks = ({ id }: Case) => id.startsWith("time/is-the-hosts-clock-");
  const chosen = allCases.filter((kase_, index) => index % step === 0 && !comparesClocks(kase_));
  const supported = [...SPECIMENS, ...chosen].filter(({ needs }) =>
    needs.every((need) => adapter.capabilities.includes(need)),
  );

  const observed = (kase_: Case) =>
    adapter.run(kase_.program, { timeout: kase_.timeout, clock: "virtual" }) as Observation;

  it("give the trace that the adapter sees", () => {
    const programs = supported.flatMap((kase_) => {
      const source = printed(kase_);
      return source === undefined ? [] : [{ kase_, source }];
    });
    // A few mean something else in JavaScript; more than that is a fault of the printer.
    expect(programs.length).to.be.greaterThan(supported.length * 0.96);
    const results = runPrograms(programs.map(({ source }) => source));
    const differences = programs.flatMap(({ kase_ }, index) => {
      const seen = observed(kase_);
      const lines = results[index]?.lines ?? [];
      if (JSON.stringify(lines) === JSON.stringify(seen.trace)) return [];
      return [`${kase_.id}: printed ${JSON.stringify(lines)}, adapter saw ${JSON.stringify(seen)}`];
    });
    expect(differences, differences.join("\n")).to.deep.equal([]);
  });
});

describe("printed TypeScript programs with signals, which Node drives", () => {
  const adapter = referenceAdapter("host");
  const chosen = allCases.filter(({ needs }) => needs.includes("signals"));
  const supported = chosen.filter(({ needs }) =>
    needs.every((need) => adapter.capabilities.includes(need)),
  );

  it("give the trace that the adapter sees", async () => {
    expect(supported.length).to.be.greaterThan(70);
    const printed = await runHostedPrograms(supported.map((kase) => typescriptProgram(kase)));
    for (const [index, { id, program, timeout }] of supported.entries()) {
      const { trace: seen } = await adapter.run(program, { timeout, clock: "real" });
      expect(printed[index], id).to.deep.equal(seen);
    }
  });

  it("wait for the runs of main, and replace and take away the functions of signals", () => {
    const context: Expression = { make: "context" };
    const source = typescriptProgram(
      kase("area/signals", "signals", {
        clauses,
        fns: { a: callback(), b: callback(raiseSignal("SIGUSR1")) },
        main: [
          onSignal("SIGUSR1", "a"),
          onSignal("SIGUSR1", "b"),
          runUntilComplete(asyncio("sleep", 0), { show: "result" }),
          { op: "in_context", context, body: [runForever()] },
          onSignal("SIGUSR1", null),
        ],
        expect: trace(),
      }),
    );
    expect(source).to.include(
      'function b(): any {\n  log("b");\n  process.kill(process.pid, "SIGUSR1");',
    );
    expect(source).to.include(`
  process.off("SIGUSR1", b);
  process.on("SIGUSR1", a);
  process.off("SIGUSR1", a);
  process.on("SIGUSR1", b);
  log(\`result=\${show(await loop.runAsync(sleep(0)))}\`);
  (new Context()).run(() => {
    loop.runForever();
  });
  process.off("SIGUSR1", a);
  process.off("SIGUSR1", b);
`);
  });

  it("have no form where a signal would interrupt what runs", () => {
    const interrupted = chosen.find(({ needs }) => needs.includes("signals-at-once"));
    expect(() => typescriptProgram(interrupted!)).to.throw(UsageError, "a signal that interrupts");
  });
});
