import { expect } from "chai";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import { HANG } from "../judge/judge.ts";
import type { Case } from "../language/case.ts";
import { type Lane, runConfirmed } from "./confirm.ts";
import { Limits } from "./limits.ts";
import { Pristine } from "./pristine.ts";
import type { Attempt, Session } from "./session.ts";

const FULL = 10;
const WITH_PEERS = { fns: {}, main: [], protocols: {} };

/** A lane whose runs take no time: each takes the part of its limit that `behave` says, and ends as it says. */
function laneOf(
  behave: (limit: number) => { verdict: Attempt["verdict"]; reason: string; part: number },
  control?: number,
) {
  const limits: number[] = [];
  const run = (_kase: Case, limit = FULL): Promise<Attempt> => {
    limits.push(limit);
    const { part, ...judgement } = behave(limit);
    return Promise.resolve({ ...judgement, ms: part * limit * 1000 });
  };
  const lane = {
    session: { run, limitOf: () => FULL, renew: () => undefined },
    pristine: { run },
    controlSeconds: () => Promise.resolve(control),
  } as unknown as Lane;
  return { lane, limits };
}

const shared = () => ({
  limits: new Limits(),
  confirmedFailures: 0,
  familiar: new Set<string>(),
});
const hangs = () => ({ verdict: "timeout", reason: HANG, part: 1 }) as const;
/** Peers gave up, and the program came to its end. */
const givesUp = () => ({ verdict: "fail", reason: "trace", part: 0.8 }) as const;

describe("runConfirmed", () => {
  it("gives the second look at a hang a part of the time, and reports the whole", async () => {
    const { lane, limits } = laneOf(hangs, 0.2);
    const { limit, attempts } = await runConfirmed(lane, fakeCase("a"), shared(), 1);
    expect([limits, limit]).to.deep.equal([[FULL, 4], undefined]);
    expect(attempts?.map((each) => each.limit)).to.deep.equal([undefined, 4]);
  });

  it("gives the cases of a clause that hangs a short limit and one attempt", async () => {
    const { lane, limits } = laneOf(hangs, 0.01);
    const confirmation = shared();
    const first = await runConfirmed(lane, fakeCase("a"), confirmation, 1);
    const second = await runConfirmed(lane, fakeCase("b"), confirmation, 1);
    expect(limits).to.deep.equal([FULL, 2, 0.5]);
    expect([first.limit, first.attempts?.length]).to.deep.equal([undefined, 2]);
    expect([second.limit, second.attempts?.length]).to.deep.equal([0.5, 1]);
  });

  it("looks twice at peers that gave up, within the same short limit, and once where that is known", async () => {
    const { lane, limits } = laneOf(givesUp, 0.05);
    const confirmation = shared();
    const other = { program: WITH_PEERS, clauses: ["call-soon.passes-args"] } as const;
    for (const kase of ["a", "b", "c", "d"].map((id) => fakeCase(id, { program: WITH_PEERS })))
      confirmation.limits.noteHang(kase);
    await runConfirmed(lane, fakeCase("e", other), confirmation, 1);
    await runConfirmed(lane, fakeCase("f", other), confirmation, 1);
    expect(limits).to.deep.equal([1, 2, 2, 2]);
  });

  it("gives peers that gave up their full time where the control is no measure", async () => {
    const { lane, limits } = laneOf(givesUp);
    const confirmation = shared();
    for (const id of ["a", "b"])
      await runConfirmed(lane, fakeCase(id, { program: WITH_PEERS }), confirmation, 1);
    expect(limits).to.deep.equal([FULL, FULL, 1, FULL, FULL]);
  });

  it("believes no short limit that the control would need", async () => {
    const { lane } = laneOf(
      (limit) => (limit < FULL ? hangs() : { ...givesUp(), verdict: "pass", part: 0 }),
      1,
    );
    const confirmation = shared();
    confirmation.limits.noteHang(fakeCase("a"));
    expect((await runConfirmed(lane, fakeCase("b"), confirmation, 1)).verdict).to.equal("pass");
  });

  it("starts a process for the first failure of a kind, where the driver cannot fork", async () => {
    const processes: string[] = [];
    const looking = (where: string, verdict: Attempt["verdict"]) => () => {
      processes.push(where);
      return Promise.resolve({ verdict, reason: "trace", ms: 1 });
    };
    const session = {
      run: looking("its own", "fail"),
      limitOf: () => FULL,
      renew: () => processes.push("renewed"),
    };
    const other = {
      hello: () => Promise.resolve({ capabilities: [] }),
      run: looking("another", "fail"),
    };
    const pristine = new Pristine(() => other as unknown as Session);
    const lane = { session, pristine } as unknown as Lane;
    const confirmation = shared();
    await runConfirmed(lane, fakeCase("a"), confirmation, 1);
    expect(processes.splice(0)).to.deep.equal(["its own", "renewed", "its own"]);
    await runConfirmed(lane, fakeCase("b"), confirmation, 1);
    expect(processes.splice(0)).to.deep.equal(["its own", "another"]);
    other.run = looking("another", "pass");
    const { verdict } = await runConfirmed(lane, fakeCase("c"), confirmation, 1);
    expect([...processes, verdict]).to.deep.equal([
      ...["its own", "another", "renewed", "its own"],
      "fail",
    ]);
  });

  it("does not count the hangs of known defects", async () => {
    const { lane, limits } = laneOf(hangs, 0.01);
    const confirmation = shared();
    confirmation.limits.pardon([fakeCase("a").id]);
    await runConfirmed(lane, fakeCase("a"), confirmation, 1);
    await runConfirmed(lane, fakeCase("b"), confirmation, 1);
    expect(limits).to.deep.equal([FULL, 2, FULL, 2]);
  });
});
