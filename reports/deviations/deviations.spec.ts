import { expect } from "chai";
import type { CaseResult, CaseText, ResultsDocument } from "../document.ts";
import type { Deviation } from "./deviation.ts";
import { deviationsOf, resultsOf } from "./deviations.ts";

type Parts = Partial<CaseResult> & Pick<CaseResult, "case"> & { clause: string };

function result({ clause, clauses = [], expected, observed, ...rest }: Parts): CaseResult {
  const trace = (given: CaseResult["expected"]) => ({ outcome: "ok", trace: [], ...given });
  return {
    title: "it holds",
    clauses: [clause, ...clauses],
    level: "MUST",
    basis: "chapter",
    verdict: "fail",
    reason: "trace",
    ms: 1,
    ...rest,
    ...(rest.verdict !== "pass" && { expected: trace(expected), observed: trace(observed) }),
  };
}

const pass = (id: string, clause: string) => result({ case: id, clause, verdict: "pass" });
const wrong = (id: string, clause: string, missing: string, operation: string) =>
  result({ case: id, clause, operation, expected: { trace: [missing] } });

const grouped = (
  results: CaseResult[],
  document: Pick<ResultsDocument, "clauses" | "cases"> = {},
  strict = false,
) => deviationsOf({ results }, document, { strict });

/** `id: cases`, those that it explains behind an arrow. */
const shape = (deviation: Deviation): string =>
  [
    `${deviation.id}: ${deviation.results.map((each) => each.case).join(" ")}`,
    ...deviation.explains.map(shape),
  ].join(" > ");

const shapes = (results: CaseResult[], document?: Pick<ResultsDocument, "clauses" | "cases">) =>
  grouped(results, document).deviations.map(shape);

describe("deviations", () => {
  it("join what is about one clause", () => {
    const some = [wrong("a", "x.one", "p", "loop.a"), wrong("b", "x.one", "q", "loop.b")];
    expect(shapes([...some, pass("c", "x.one")])).to.deep.equal(["x.one: a b"]);
  });

  it("join what lacks the same entry behind the same operation", () => {
    const some = [wrong("a", "x.one", "p(1)", "loop.a"), wrong("b", "y.two", "p(2, 3)", "loop.a")];
    expect(shapes(some)).to.deep.equal(["x.one: a b"]);
  });

  it("keep the same entry behind different operations apart", () => {
    const some = [wrong("a", "x.one", "p", "loop.a"), wrong("b", "y.two", "p", "loop.b")];
    expect(shapes(some)).to.deep.equal(["x.one: a", "y.two: b"]);
  });

  it("join clauses that split one sentence, if they fail alike", () => {
    const some = [
      wrong("a", "run.stop.one", "p", "loop.a"),
      wrong("b", "run.stop.two", "q", "loop.b"),
      result({ case: "c", clause: "run.stop.three", operation: "o", observed: { trace: ["r"] } }),
    ];
    expect(shapes(some)).to.deep.equal(["run.stop.one: a b", "run.stop.three: c"]);
  });

  it("join what runs raise in many clauses, whichever function runs the loop", () => {
    const raises = (id: string, clause: string, operation: string) =>
      result({ case: id, clause, operation, reason: "outcome raised OSError" });
    const runs = ["loop.run_forever", "loop.run_until_complete"];
    const many = Array.from({ length: 10 }, (_, index) =>
      raises(`r${index}`, `x.n${index}`, runs[index % 2]!),
    );
    const other = raises("c", "z.three", "get_context");
    expect(shapes([...many, other])).to.deep.equal([
      `x.n0: ${many.map((each) => each.case).join(" ")}`,
      "z.three: c",
    ]);
    // A coroutine's errors come out of a run, too: a few methods that are missing are no cause in common.
    expect(shapes(many.slice(0, 9))).to.have.length(9);
  });

  it("join runs that end too early, whichever function runs the loop", () => {
    const some = [
      wrong("a", "run-forever.runs-until-stop", "returned", "loop.call_later"),
      result({
        case: "b",
        clause: "run-until-complete.runs-to-completion",
        operation: "loop.run_until_complete",
        reason: "outcome raised RuntimeError",
      }),
    ];
    expect(shapes(some)).to.deep.equal(["run-until-complete.runs-to-completion: a b"]);
  });

  it("are numbered where one clause breaks in several ways", () => {
    const hang = { verdict: "timeout", reason: "hang" } as const;
    const some = [
      result({ case: "a", clause: "x.one", ...hang }),
      wrong("b", "x.one", "p", "loop.a"),
      wrong("c", "x.one", "p", "loop.a"),
    ];
    expect(shapes(some)).to.deep.equal(["x.one: b c", "x.one#2: a"]);
  });

  it("are joined by the name of what is missing, and by no error of an unknown operation", () => {
    const raised = (id: string, clause: string, operation?: string, message = "") =>
      result({
        case: id,
        clause,
        ...(operation === undefined ? {} : { operation }),
        reason: "outcome raised TypeError",
        message,
      });
    const lacks = "raised (type object 'Loop' has no attribute 'sock_recv'), expected `ok`";
    const some = [
      raised("a", "servers.one"),
      raised("b", "sockets.two"),
      raised("c", "sockets.three", "loop.sock_recv", lacks),
      raised("d", "tls.four", "loop.run_forever", lacks),
    ];
    expect(shapes(some)).to.have.members([
      "servers.one: a",
      "sockets.two: b",
      "sockets.three: c d",
    ]);
  });

  it("join crashes that end at one place of the loop's source", () => {
    const dies = (id: string, clause: string, message: string) =>
      result({ case: id, clause, verdict: "crash", reason: "signal SIGABRT", message });
    const some = [
      dies("a", "datagrams.one", "thread 'main' panicked at src/udp.rs:176:35:"),
      dies("b", "transport.two", "thread 'io' panicked at src/udp.rs:176:35:"),
      dies("c", "descriptors.three", "thread 'main' panicked at src/event_loop.rs:1115:53:"),
      dies("d", "pipes.four", "Fatal Python error: Aborted"),
      dies("e", "signals.five", "Fatal Python error: Aborted"),
    ];
    expect(shapes(some)).to.have.members([
      "datagrams.one: a b",
      "descriptors.three: c",
      "pipes.four: d e",
    ]);
  });

  it("are led by a clause that may accuse, about the operation, early in the catalogue", () => {
    const clauses = Object.fromEntries(
      ["late.one", "stop.early", "stop.later"].map((id) => [id, {}]),
    ) as NonNullable<ResultsDocument["clauses"]>;
    const some = [
      wrong("a", "stop.later", "p", "loop.stop"),
      wrong("b", "stop.early", "p", "loop.stop"),
      wrong("c", "late.one", "p", "loop.stop"),
    ];
    expect(shapes(some, { clauses })).to.deep.equal(["stop.early: a b c"]);
  });

  it("keep their ids when cases are added", () => {
    const some = [wrong("a", "x.one", "p", "loop.a"), wrong("b", "y.two", "p", "loop.a")];
    const more = ["c", "d", "e"].map((id) => wrong(id, "y.two", "p", "loop.a"));
    const ids = (results: CaseResult[]) => grouped(results).deviations.map(({ id }) => id);
    expect(ids([...more, ...some, pass("f", "x.one")].sort())).to.deep.equal(["y.two"]);
    expect(ids([...some, ...more, pass("f", "x.one")])).to.deep.equal(ids(some));
  });

  it("are shown by the smallest case about the leading clause", () => {
    const some = [
      wrong("a", "x.one", "p", "loop.a"),
      wrong("b", "x.one", "p", "loop.a"),
      wrong("c", "y.two", "p", "loop.a"),
    ];
    const cases: { [id: string]: CaseText } = {
      a: { operations: 7 },
      b: { operations: 4 },
      c: { operations: 2 },
    };
    const [deviation] = grouped(some, { cases }).deviations;
    expect(deviation?.smallest.case).to.equal("b");
  });

  it("stand under the one whose clause all their cases rest on", () => {
    const some = [
      wrong("a", "x.one", "p", "loop.a"),
      result({ case: "b", clause: "y.two", clauses: ["x.one"], operation: "loop.b" }),
      result({ case: "c", clause: "z.three", operation: "loop.c" }),
    ];
    expect(shapes(some)).to.deep.equal(["x.one: a > y.two: b", "z.three: c"]);
    expect(resultsOf(grouped(some).deviations[0]!).map((each) => each.case)).to.deep.equal([
      "a",
      "b",
    ]);
  });

  it("of timers that hang explain the hangs of programs that use timers", () => {
    const hangs = (id: string, clause: string, operation: string) =>
      result({ case: id, clause, operation, verdict: "timeout", reason: "hang" });
    const some = [
      hangs("a", "call-later.fires", "loop.call_later"),
      hangs("b", "call-at.fires", "asyncio.sleep"),
      hangs("c", "stop.ends", "loop.run_forever"),
      hangs("d", "other.hangs", "loop.add_reader"),
    ];
    const cases = {
      c: { program: "loop.call_later(0.01, loop.stop)\nloop.run_forever()\n" },
      d: { program: "loop.add_reader(p[0], reader)\nloop.run_forever()\n" },
    };
    expect(shapes(some, { cases })).to.deep.equal([
      "call-later.fires: a b > stop.ends: c",
      "other.hangs: d",
    ]);
  });

  it("keep differences and errors of the harness apart", () => {
    const some = [
      wrong("a", "x.one", "p", "loop.a"),
      { ...wrong("b", "y.two", "p", "loop.a"), verdict: "differs" as const },
      result({ case: "c", clause: "z.three", verdict: "error", reason: "driver" }),
    ];
    const { deviations, differences, errors } = grouped(some);
    const names = [deviations, differences, errors].map((each) => each.map(shape));
    expect(names).to.deep.equal([["x.one: a"], ["y.two: b"], ["z.three: c"]]);
    expect(grouped(some, {}, true).deviations.map(shape)).to.deep.equal(["x.one: a b"]);
  });

  it("say which cases were not judged because of them", () => {
    const unjudged = result({
      case: "n",
      clause: "z.three",
      verdict: "not-judged",
      because: "x.one",
    });
    const [deviation] = grouped([wrong("a", "x.one", "p", "loop.a"), unjudged]).deviations;
    expect(deviation?.notJudged).to.deep.equal([unjudged]);
  });
});
