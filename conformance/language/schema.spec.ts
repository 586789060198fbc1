import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../cases/index.ts";
import { CAPABILITIES } from "./capabilities.ts";
import type { Case } from "./case.ts";
import { sitesOf } from "./check/sites.ts";
import { OPERATION_NAMES } from "./operation.ts";
import type { ExpressionNode } from "./parts.ts";
import { programProblem, validateCases } from "./schema.ts";
import { FUNCTION_KINDS, SPECIMENS } from "./testing/specimens.ts";

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

type KeyOf<Node> = Node extends unknown ? keyof Node : never;

/** All members of expressions; the compiler notices a missing one. */
const MEMBERS: { readonly [key in KeyOf<ExpressionNode>]: true } = {
  $: true,
  aclose: true,
  add: true,
  alive: true,
  anext: true,
  args: true,
  asend: true,
  asyncio: true,
  athrow: true,
  attr: true,
  bound: true,
  bytes: true,
  call: true,
  certificate: true,
  child: true,
  contains: true,
  content: true,
  cv: true,
  debug: true,
  decode: true,
  disposition: true,
  elements: true,
  end: true,
  equal: true,
  error: true,
  factory: true,
  file_path: true,
  part: true,
  start: true,
  stop: true,
  finished: true,
  fn: true,
  form: true,
  has_function: true,
  hash: true,
  has_method: true,
  host: true,
  in: true,
  index: true,
  instance: true,
  is: true,
  item: true,
  keywords: true,
  kind: true,
  kwargs: true,
  len: true,
  less: true,
  list: true,
  loop: true,
  m: true,
  module: true,
  make: true,
  mapping: true,
  message: true,
  new: true,
  not: true,
  numbered: true,
  of: true,
  on: true,
  partial: true,
  path: true,
  port: true,
  protocol: true,
  repr: true,
  run: true,
  same: true,
  seen: true,
  side: true,
  signal_number: true,
  size: true,
  standard: true,
  state: true,
  subprocess_exit: true,
  temporary: true,
  text: true,
  time_plus: true,
  times: true,
  to: true,
  transport: true,
  trusts: true,
  type: true,
  value: true,
  with: true,
  workers: true,
};

describe("specimens", () => {
  const sites = SPECIMENS.map(({ program }) => sitesOf(program));

  it("use every operation but those of the harness", () => {
    const used = new Set(sites.flatMap((of) => of.operations.map(({ operation }) => operation.op)));
    expect([...used, "harness"]).to.have.members(OPERATION_NAMES);
  });

  it("use every member of every expression", () => {
    const used = new Set(
      sites.flatMap((of) => of.expressions.flatMap(({ expression }) => Object.keys(expression))),
    );
    expect([...used]).to.have.members(Object.keys(MEMBERS));
  });

  it("have functions of every kind", () => {
    const kinds = SPECIMENS.flatMap(({ program }) => Object.values(program.fns).map((f) => f.kind));
    expect([...new Set(kinds)]).to.have.members([...FUNCTION_KINDS]);
  });
});

// The first use compiles the schema.
before(function () {
  this.timeout(30_000);
  validateCases([]);
});

describe("the published schemas", () => {
  for (const name of ["case", "driver-message"])
    it(`keep to the rules of JSON Schema: ${name}`, () => {
      const path = join(packageRoot, `conformance/schema/${name}.schema.json`);
      const ajv = new Ajv2020({ logger: false });
      ajv.validateSchema(JSON.parse(readFileSync(path, "utf8")));
      expect(ajv.errors ?? []).to.deep.equal([]);
    });
});

describe("validateCases", () => {
  const [specimen] = SPECIMENS;
  const wrong = (change: (copy: { [key: string]: never }) => void) => {
    const copy = plain(specimen);
    change(copy);
    return validateCases([copy]);
  };

  it("accepts every case and specimen", function () {
    this.timeout(30_000);
    expect(validateCases(plain(allCases))).to.deep.equal([]);
    expect(validateCases(plain(SPECIMENS))).to.deep.equal([]);
  });

  it("accepts every open item of a trace, and every channel", () => {
    const expectation: Case["expect"] = {
      trace: [
        "a",
        { any_order: ["a", ["b", "c"]] },
        { interleave: [["a"], ["b"]] },
        { one_of: [[], [{ any_order: ["a", "b"] }]] },
      ],
      outcome: "raised AppError:two\nlines",
      bounds: { dt: [0, null] },
      reports: [{ has: ["message"], message: "x", exception: "ValueError" }],
      warnings: { includes: [{ category: "X" }], excludes: [] },
      logs: { excludes: [{ level: "ERROR", exception: "AppError" }] },
      polls: [0, null],
    };
    expect(validateCases([plain({ ...specimen, expect: expectation })])).to.deep.equal([]);
  });

  it("knows the capabilities", () => {
    const needs = Object.keys(CAPABILITIES);
    expect(validateCases([plain({ ...specimen, needs })])).to.deep.equal([]);
    expect(validateCases([plain({ ...specimen, needs: ["magic"] })])).to.have.lengthOf(1);
  });

  const FAULTS: readonly [what: string, program: object, path: string, message: string][] = [
    ["an unknown operation", { main: [{ op: "lgo", text: "x" }] }, "main[0]", '"lgo"'],
    ["no operation", { main: [{}] }, "main[0]", "`op` is missing"],
    ["a missing member", { main: [{ op: "log" }] }, "main[0]", "`text` is missing"],
    [
      "a member too many",
      { main: [{ op: "log", text: "x", txt: 1 }] },
      "main[0]",
      "`txt` is unknown here, expected `op`, `text`, `value`",
    ],
    [
      "a wrong type",
      { main: [{ op: "repeat", times: "2", body: [] }] },
      "main[0].times",
      'expected an integer, got "2"',
    ],
    [
      "no known expression",
      { main: [{ op: "do", what: { metod: "stop" } }] },
      "main[0].what",
      "expected an expression (an object with one of the members `$`, `fn`",
    ],
    [
      "an expression with a member too many",
      { main: [{ op: "do", what: { m: "stop", arg: [] } }] },
      "main[0].what",
      "`arg` is unknown here, expected `m`, `on`, `args`, `kwargs`",
    ],
    [
      "a fault deep inside",
      { main: [{ op: "try", body: [{ op: "do", what: { m: "a", args: [{ $: 5 }] } }] }] },
      "main[0].body[0].what.args[0].$",
      "expected a string, got 5",
    ],
    [
      "a pair of three",
      { main: [{ op: "do", what: { same: [1, 2, 3] } }] },
      "main[0].what.same",
      "must NOT have more than 2 items",
    ],
    [
      "an unknown error kind",
      { main: [{ op: "raise", what: { error: "Trouble" } }] },
      "main[0].what.error",
      "expected `AppError`",
    ],
    [
      "something that cannot be made",
      { main: [{ op: "do", what: { make: "gold" } }] },
      "main[0].what",
      '"gold"',
    ],
    [
      "an unknown kind of function",
      { fns: { a: { kind: "method", body: [] } }, main: [] },
      "fns.a.kind",
      "expected `callback`",
    ],
    [
      "a name that is none",
      { fns: { "a-b": { kind: "callback", body: [] } }, main: [] },
      "fns",
      '"a-b"',
    ],
    [
      "a side that there is not",
      { main: [{ op: "drain", pair: "p", side: 2 }] },
      "main[0].side",
      "0, 1",
    ],
  ];

  for (const [what, program, path, message] of FAULTS) {
    it(`names ${what}`, () => {
      const problem = programProblem({ fns: {}, ...program });
      expect(problem?.path).to.equal(path);
      expect(problem?.message).to.include(message);
    });
  }

  it("names the case and the place in it", () => {
    expect(wrong((copy) => delete copy.title)).to.deep.equal([
      { case: "specimen/literals", path: "", message: "`title` is missing" },
    ]);
    expect(wrong((copy) => Object.assign(copy, { expect: { trace: [5] } }))[0]).to.include({
      path: "expect.trace[0]",
    });
    expect(validateCases([5])[0]).to.include({ case: "number 1" });
    expect(validateCases({})[0]?.message).to.equal("expected a list of cases, got {}");
  });
});
