import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type ResultsDocument, serializeDocument } from "../../reports/index.ts";
import { hostileDocument } from "../../reports/testing/hostile-document.ts";
import { sampleDocument } from "../../reports/testing/sample-document.ts";
import { loopspec, type Ran } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

/** What a terminal would obey, and what turns a line around. */
const DANGEROUS = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** Every command that reads result documents, with a file that it must leave alone. */
const READERS: { readonly [command: string]: (bad: string, kept: string) => string[] } = {
  report: (bad, kept) => ["report", bad, "--csv", kept],
  gate: (bad, kept) => ["gate", bad, "--expect", kept],
  merge: (bad, kept) => ["merge", bad, "--out", kept],
  "diff from": (bad) => ["diff", bad, bad],
  "expect check": (bad, kept) => ["expect", "check", bad, "--expect", kept],
  "expect update": (bad, kept) => ["expect", "update", bad, "--expect", kept],
};

const KEPT = '{ "implementations": {} } // as it was\n';
const whole = serializeDocument(sampleDocument());
const twice = () => {
  const document = sampleDocument();
  document.implementations[1]!.id = document.implementations[0]!.id;
  return JSON.stringify(document);
};

describe("bad input of the commands that read results", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  before(
    "load the cases, which takes long on a busy machine and is no part of a test",
    async function () {
      this.timeout(600_000);
      expect((await loopspec("list", "implementations")).code).to.equal(0);
    },
  );
  const path = (...names: string[]) => join(scratch(), ...names);
  const save = (name: string, content: string | ResultsDocument) => {
    writeFileSync(path(name), typeof content === "string" ? content : serializeDocument(content));
    return path(name);
  };
  const refused = ({ code, out, err }: Ran, says: RegExp) => {
    expect(code, err).to.equal(2);
    expect(err).to.match(says);
    expect(err, "no stack").not.to.match(/^\s+at /m);
    expect(err.split("\n").length, "what is wrong, and what to do").to.be.within(2, 3);
    expect(out).to.equal("");
  };

  const BAD: readonly (readonly [string, () => string, RegExp])[] = [
    ["a truncated document", () => whole.slice(0, 5000), /is cut off/],
    ["an empty document", () => "", /is empty/],
    ["a document that is not JSON", () => "<testsuites/>", /is not JSON/],
    ["a foreign document", () => '{"tests": []}', /is not a result document/],
    ["a newer document", () => '{"schema": "loopspec-results/3"}', /by a newer loopspec.*\n.*npm/],
    ["one id for two implementations", twice, /two implementations with the id/],
    [
      "nesting deeper than a stack",
      () => whole.replace('"host": {', `"host": {"x": ${"[".repeat(1e5)}${"]".repeat(1e5)}, `),
      /nested deeper/,
    ],
  ];
  const deep = `${"[".repeat(1e5)}${"]".repeat(1e5)}`;
  it("expectations nested deeper than a stack", async () => {
    save("deep.json", deep);
    save("results.json", whole);
    const argv = ["gate", path("results.json"), "--expect", path("deep.json")];
    refused(await loopspec(...argv), /nested deeper than 200/);
    refused(await loopspec("run", "--expect", path("deep.json")), /nested deeper than 200/);
  });

  it("a configuration nested deeper than a stack", async () => {
    save("config.json", deep);
    refused(await loopspec("run", "--config", path("config.json")), /nested deeper than 200/);
  });

  it("accepts a byte order mark before a document, expectations and a configuration", async () => {
    save("results.json", `\ufeff${whole}`);
    save("expect.json", `\ufeff${KEPT}`);
    const { err } = await loopspec("gate", path("results.json"), "--expect", path("expect.json"));
    expect(err).not.to.match(/JSON|syntax|expected/i);
    save("config.json", '\ufeff{ "select": ["no/such-case"] }');
    refused(await loopspec("run", "--config", path("config.json")), /no\/such-case|selects/);
  });

  for (const [command, argv] of Object.entries(READERS)) {
    describe(`loopspec ${command}`, () => {
      for (const [what, content, says] of BAD) {
        it(`refuses ${what}`, async () => {
          const kept = save("kept.json", KEPT);
          refused(await loopspec(...argv(save("bad.json", content()), kept)), says);
          expect(readFileSync(kept, "utf8")).to.equal(KEPT);
        });
      }

      it("refuses a file of a gigabyte without reading it", async () => {
        const kept = save("kept.json", KEPT);
        truncateSync(save("huge.json", ""), 2 ** 30);
        const before = process.resourceUsage().maxRSS;
        refused(await loopspec(...argv(path("huge.json"), kept)), /has 1,074 MB, more than/);
        const grown = (process.resourceUsage().maxRSS - before) / 1024;
        expect(grown, "megabytes").to.be.below(200);
        expect(readFileSync(kept, "utf8")).to.equal(KEPT);
      });

      it("refuses a file that is not there, and a folder", async () => {
        const kept = save("kept.json", KEPT);
        refused(await loopspec(...argv(path("nowhere.json"), kept)), /There is no file/);
        refused(await loopspec(...argv(scratch(), kept)), /is a folder/);
        expect(readFileSync(kept, "utf8")).to.equal(KEPT);
      });

      it("lets no hostile document speak to the terminal", async () => {
        const bad = save("hostile.json", hostileDocument());
        const { code, out, err } = await loopspec(...argv(bad, save("kept.json", KEPT)));
        expect(code).to.be.oneOf([0, 1, 2]);
        expect(DANGEROUS.exec(out + err)).to.equal(null);
      });
    });
  }

  it("refuses the same results given twice", async () => {
    const same = save("same.json", sampleDocument());
    const kept = save("kept.json", KEPT);
    for (const argv of [
      ["report", same, same, "--csv", kept],
      ["gate", same, same, "--expect", kept],
      ["expect", "update", same, same, "--expect", kept],
      ["expect", "check", same, same, "--expect", kept],
      ["history", same, same],
    ])
      refused(await loopspec(...argv), /given twice/);
    expect(readFileSync(kept, "utf8")).to.equal(KEPT);
  });

  it("overwrites no results, and nothing twice", async () => {
    const same = save("same.json", sampleDocument());
    const before = readFileSync(same, "utf8");
    for (const argv of [
      ["report", same, "--html", same],
      ["report", same, "--csv", path("x"), "--tap", path("x")],
      ["merge", same, "--out", same],
      ["history", same, "--html", same],
    ])
      refused(await loopspec(...argv), /would be (overwritten|written to)/);
    expect(readFileSync(same, "utf8")).to.equal(before);
  });

  it("says that a run is compared with itself", async () => {
    const same = save("same.json", sampleDocument());
    const { code, err } = await loopspec("diff", same, same);
    expect(code).to.equal(0);
    expect(err).to.include("both documents are the same run");
  });

  it("does not let two runs of one implementation overwrite what the other one recorded", async () => {
    const first = save("first.json", sampleDocument());
    const second = save(
      "second.json",
      sampleDocument({ seed: 2, startedAt: "2026-05-05T10:00:00.000Z" }),
    );
    const kept = save("kept.json", KEPT);
    refused(
      await loopspec("expect", "update", first, second, "--expect", kept),
      /are both of .*\n.*one/,
    );
    expect(readFileSync(kept, "utf8")).to.equal(KEPT);
  });

  describe("targets that cannot be written", () => {
    const shard = () => {
      const document = sampleDocument({ implementations: 1 });
      document.implementations[0]!.results = document.implementations[0]!.results.filter(
        ({ verdict }) => verdict !== "not-run",
      );
      document.implementations[0]!.totals["not-run"] = 0;
      document.shard = { index: 1, count: 1 };
      document.complete = true;
      return save("shard.json", document);
    };
    const WRITERS: { readonly [command: string]: (target: string) => string[] } = {
      report: (target) => ["report", shard(), "--tap", path("other.tap"), "--html", target],
      merge: (target) => ["merge", shard(), "--out", target],
      "expect update": (target) => ["expect", "update", shard(), "--expect", target],
    };
    const TARGETS: readonly (readonly [string, () => string, RegExp])[] = [
      ["a folder", () => path("taken"), /folder/],
      ["a path below a file", () => path("kept.json", "inner", "x.json"), /a file, not a folder/],
      ["a place that takes no files", () => "/proc/loopspec/x.json", /\/proc\/loopspec\/x\.json/],
    ];
    for (const [command, argv] of Object.entries(WRITERS)) {
      for (const [what, target, says] of TARGETS) {
        it(`loopspec ${command} refuses ${what}`, async function () {
          if (target().startsWith("/proc") && process.platform !== "linux") this.skip();
          mkdirSync(path("taken"), { recursive: true });
          const kept = save("kept.json", KEPT);
          refused(await loopspec(...argv(target())), says);
          expect(readFileSync(kept, "utf8")).to.equal(KEPT);
          expect(readdirSync(path("taken"))).to.deep.equal([]);
          expect(readdirSync(scratch())).not.to.include("other.tap");
          expect(readdirSync(scratch()).filter((name) => name.endsWith(".tmp"))).to.deep.equal([]);
        });
      }
    }
  });

  for (const [command, argv] of Object.entries({
    report: (results: string, file: string) => ["report", results, "--expect", file, "--csv", "-"],
    gate: (results: string, file: string) => ["gate", results, "--expect", file],
    "expect check": (results: string, file: string) => [
      "expect",
      "check",
      results,
      "--expect",
      file,
    ],
    "expect update": (results: string, file: string) => [
      "expect",
      "update",
      results,
      "--expect",
      file,
    ],
  })) {
    it(`loopspec ${command} names line and column of a mistake in expectations`, async () => {
      const text = '{\n  "implementations": {\n    "python:mine": [ { "match" "x" } ]\n  }\n}\n';
      const file = save("broken.json", text);
      refused(
        await loopspec(...argv(save("good.json", sampleDocument()), file)),
        /broken\.json:3:32: /,
      );
      expect(readFileSync(file, "utf8")).to.equal(text);
    });
  }
});
