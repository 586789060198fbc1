import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  raise,
  return_,
  show,
  try_,
  variable,
} from "../build.ts";
import type { Case, CaseDefinition } from "../case.ts";
import {
  callLater,
  callSoon,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
} from "../loop-methods.ts";
import { kase, trace } from "../table.ts";
import { SPECIMENS } from "../testing/specimens.ts";
import {
  factoryEdits,
  type PythonFactory,
  programListing,
  pythonScript,
  TRACING,
} from "./python.ts";

/** Milliseconds that a look at all cases may take on a busy machine. */
const EVERY_CASE = 60_000;
const clauses = ["call-soon.fifo"] as const;

const sample = kase("area/sample", "callbacks run in their order", {
  clauses,
  fns: { a: callback(), b: callbackWith(["x"], callSoon(STOP)) },
  main: [callSoon("a"), callSoon("b", [1]), try_(runForever()), show("closed", { m: "is_closed" })],
  expect: trace("a", "b(1)", "closed=False"),
});

/** The script without its header. */
const codeOf = (script: string): string => script.replace(/^(#.*\n)+/, "");

describe("pythonScript", () => {
  it("prints plain Python with nothing that the case does not use", () => {
    expect(codeOf(pythonScript(sample, {}, TRACING))).to.equal(`import asyncio
import traceback

trace = []
log = trace.append


def kind(error):
    """The name of the first of its classes that the standard library defines."""
    for cls in type(error).__mro__:
        if cls.__module__.split(".")[0] in ("builtins", "asyncio", "concurrent"):
            return cls.__name__


def a():
    log("a")


def b(x):
    log(f"b({x})")
    loop.call_soon(loop.stop)


loop = asyncio.new_event_loop()
try:
    loop.call_soon(a)
    loop.call_soon(b, 1)
    try:
        loop.run_forever()
    except BaseException as error:
        log(f"!{kind(error)}")
    log(f"closed={loop.is_closed()}")
except BaseException:
    traceback.print_exc()
for entry in trace:
    print(entry)
`);
  });

  it("says at its head what is claimed, where that is written, and what must be seen", () => {
    const header = pythonScript(sample, {}, TRACING).split("import")[0] ?? "";
    expect(header).to.match(/^# loopspec case area\/sample\n# callbacks run in their order\n#\n/);
    expect(header).to.include("\n# call-soon.fifo\n");
    expect(header).to.match(
      /\(MUST; Event Loop › Scheduling callbacks › loop\.call_soon\(\), sentence \d/,
    );
    expect(header).to.match(
      /\n# {3}edition (3\.\d+): https:\/\/docs\.python\.org\/\1\/\S+#asyncio\.loop\.call_soon\n/,
    );
    const earlier = pythonScript(sample, {}, TRACING, ["3.9.18"]);
    expect(earlier).to.include("edition 3.9: https://docs.python.org/3.9/");
    expect(header).to.match(/# Expected trace:\n# {3}a\n# {3}b\(1\)\n# {3}closed=False\n$/);
    const deciding = pythonScript(sample).split("import")[0] ?? "";
    expect(deciding).to.include("\n# call-soon.fifo\n").and.to.not.include("Expected trace");
    expect(deciding).to.match(/#\n# Exits with 0 if this holds, and with 1 .*\n$/);
  });

  it("names this project only in the header", function () {
    this.timeout(EVERY_CASE);
    for (const kase_ of [...allCases, ...SPECIMENS]) {
      expect(codeOf(pythonScript(kase_)), kase_.id).to.not.match(/loopspec/i);
    }
  });

  it("makes the loop with another factory, and imports asyncio only where it is used", () => {
    const script = pythonScript(sample, { module: "uvloop" });
    expect(script).to.include("loop = uvloop.new_event_loop()\n");
    expect(script).to.include("\nimport uvloop\n");
    expect(script).to.not.include("import asyncio");
    const other = pythonScript(sample, { module: "asyncio", factory: "SelectorEventLoop" });
    expect(other).to.include("loop = asyncio.SelectorEventLoop()\n");
  });

  it("writes texts so that Python reads the same", () => {
    const odd = "q\"uote \\ \n \u0000 \u200f \ud800 \u{1f40d} ' {b}";
    const script = pythonScript(
      kase("area/text", "a\n# b", { clauses, main: [log(odd), log(odd, 1)], expect: trace(odd) }),
    );
    const literal = "q\\\"uote \\\\ \\n \\x00 \\u200f \\ud800 \u{1f40d} ' {b}";
    expect(script).to.include(`log("${literal}")`).and.to.include(`log("${literal}=1")`);
    expect(script).to.include("# a # b\n");
  });

  it("renames what would hide a word of Python or of the script", () => {
    const script = pythonScript(
      kase("area/names", "names stay apart", {
        clauses,
        fns: { print: callback(), lambda: callbackWith(["trace"], show("x", variable("trace"))) },
        main: [assign("asyncio", 1), callSoon("print"), callSoon("lambda", [variable("asyncio")])],
        expect: trace(),
      }),
    );
    expect(script).to.include('def print_():\n    log("print")');
    expect(script).to.include('def lambda_(trace_):\n    log(f"lambda({trace_})")');
    expect(script).to.include("asyncio_ = 1");
    expect(script).to.include("loop.call_soon(lambda_, asyncio_)");
  });

  it("shows values through a helper only where they can be other than plain", () => {
    const shown = (value: Parameters<typeof return_>[0]) =>
      pythonScript(
        kase("area/plain", "a value is shown", {
          clauses,
          fns: { work: coroutine(return_(value)) },
          main: [
            assign("got", { m: "run_until_complete", args: [call("work")] }),
            show("got", variable("got")),
          ],
          expect: trace(),
        }),
      );
    expect(shown(5)).to.include('log(f"got={got}")').and.to.not.include("def show");
    expect(shown({ bytes: "x" }))
      .to.include('log(f"got={show(got)}")')
      .and.to.include("def show");
  });

  it("declares what a function binds, and defines the program's own errors", () => {
    const script = pythonScript(
      kase("area/globals", "names are bound from anywhere", {
        clauses,
        fns: { a: callback(callLater(1, STOP, [], { as: "handle" }), raise("AppExit", "x")) },
        main: [callSoon("a"), runFor(0), show("h", variable("handle"))],
        expect: trace(),
      }),
    );
    expect(script).to.include("def a():\n    global handle\n");
    expect(script).to.include("class AppExit(BaseException):").and.to.not.include("class AppError");
  });

  it("describes expectations that leave something open", () => {
    const open: CaseDefinition = {
      ...sample,
      expect: {
        trace: [
          { any_order: ["a", ["b", "c"]] },
          { interleave: [["d", "e"], ["f"]] },
          { one_of: [["g"], []] },
        ],
        outcome: "raised ValueError",
        bounds: { dt: [null, 5] },
        reports: [{ has: ["message"], exception: "ValueError" }],
        logs: { excludes: [{ level: "ERROR" }] },
        polls: [0, null],
      },
    };
    const script = pythonScript(open, {}, TRACING);
    for (const line of [
      "#   in any order:\n#     a\n#     b, c\n",
      "#   mixed in any way, each line in its order:\n#     d, e\n#     f\n",
      "#   either:\n#     g\n#   or:\n#     (nothing)\n",
      "# Expected error at the end: ValueError\n",
      "# Expected of dt: at most 5\n",
      '# Expected calls of the exception handler: keys "message", exception "ValueError"\n',
      '# Not expected log records: level "ERROR"\n',
      "# Expected timeouts of polls: 0, none\n",
    ]) {
      expect(script).to.include(line);
    }
  });
});

describe("programListing", () => {
  it("prints the functions and main, and nothing else", () => {
    const listing = programListing(
      kase("area/listing", "a program is read", {
        clauses,
        fns: { a: coroutine() },
        main: [runUntilComplete(call("a"))],
        expect: trace("a"),
      }),
    );
    expect(listing).to.equal(`async def a():
    log("a")

loop.run_until_complete(a())
`);
  });
});

describe("factoryEdits", () => {
  const edited = (kase_: Case, factory: PythonFactory): string =>
    factoryEdits(factory).reduce(
      (script, [from, to]) => script.replaceAll(from, to),
      pythonScript(kase_),
    );
  const withoutAsyncio = (script: string) => script.replace("\nimport asyncio\n", "\n");

  for (const factory of [
    { module: "uvloop" },
    { module: "some.where", factory: "Loop.make" },
    { module: "asyncio", factory: "SelectorEventLoop" },
  ]) {
    it(`turns every script into the one of ${factory.module}.${factory.factory ?? ""}`, function () {
      this.timeout(EVERY_CASE);
      for (const kase_ of [...allCases, ...SPECIMENS]) {
        const wanted = pythonScript(kase_, factory);
        expect(withoutAsyncio(edited(kase_, factory)), kase_.id).to.equal(withoutAsyncio(wanted));
      }
    });
  }

  it("changes nothing for asyncio's own factory", () => {
    expect(factoryEdits({})).to.deep.equal([]);
  });
});
