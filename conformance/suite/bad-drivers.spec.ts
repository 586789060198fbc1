/** Drivers that break the protocol in every way: each is its implementation's fault, and nobody else's loss. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { fakeCase, fakeImplementation } from "../execution/processes/testing/fake.ts";
import { runSuite } from "./suite-run.ts";

const FAKE = join(packageRoot, "conformance/execution/processes/testing/fake-driver.cjs");

/** The names of the fake driver's behaviours that begin like this. */
const behaviours = (pattern: RegExp): readonly string[] => {
  const names = readFileSync(FAKE, "utf8").matchAll(/^ {2}"?([a-z-]+)"?: \(/gm);
  return [...new Set([...names].map(([, name]) => name as string))].filter((name) =>
    pattern.test(name),
  );
};

const OPTIONS = { clock: "real", jobs: 2, startTimeout: 10, repeat: 1, failFast: false } as const;
const THREE = ["c0", "c1", "c2"].map((entry) => fakeCase(entry, { timeout: 2 }));

describe("a driver that breaks the protocol", function () {
  this.timeout(60_000);

  const atHello = behaviours(/^hello-with|^hello-nested|-at-hello$|^fatal-without/).filter(
    (name) => !["silent-at-hello", "dies-at-hello"].includes(name),
  );
  it("has many ways to do so", () => {
    expect(atHello).to.have.length.greaterThan(14);
    expect(behaviours(/^result-with|^result-nested/)).to.have.length.greaterThan(15);
  });

  for (const behaviour of atHello) {
    it(`cannot be started, and costs the others nothing: ${behaviour}`, async () => {
      const [bad, good] = await runSuite(
        THREE,
        [fakeImplementation(behaviour), fakeImplementation("good")],
        OPTIONS,
      );
      expect(bad?.failure?.code).to.equal("garbage");
      expect(bad?.failure?.message.length).to.be.below(1000);
      expect(good?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["pass", "pass", "pass"]);
    });
  }

  const wrong = behaviours(/^result-with|^result-nested|^nested-deep|^null$|^bytes-|^babbles$/);
  for (const behaviour of wrong) {
    it(`makes an error of the case, and of no other: ${behaviour}`, async () => {
      const [outcome] = await runSuite(THREE, [fakeImplementation(behaviour, "c1")], OPTIONS);
      expect(outcome?.failure).to.equal(undefined);
      expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
        "pass",
        "error",
        "pass",
      ]);
      expect(outcome?.outcomes[1]).to.include({ reason: "garbage" });
      expect(outcome?.outcomes[1]?.message?.length).to.be.below(600);
    });
  }

  it("loses no result that was right before it babbled", async () => {
    const [outcome] = await runSuite(
      THREE,
      [fakeImplementation("answers-and-babbles", "c1")],
      OPTIONS,
    );
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "error",
      "pass",
    ]);
  });

  it("cannot speak for something else when it is started again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-starts-"));
    try {
      const fake = fakeImplementation("another-each-time", "c1");
      const env = { LOOPSPEC_STARTS: join(folder, "starts") };
      const implementation = { ...fake, command: { ...fake.command, env } };
      const [outcome] = await runSuite(THREE, [implementation], { ...OPTIONS, jobs: 1 });
      expect(outcome?.failure?.code).to.equal("changed");
      expect(outcome?.outcomes[0]?.verdict).to.equal("pass");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
