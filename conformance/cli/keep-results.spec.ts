import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type ResultsDocument, writeDocument } from "../../reports/index.ts";
import { sampleDocument } from "../../reports/testing/sample-document.ts";
import { keepEarlier } from "./keep-results.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

const FAILURE = { code: "died", message: "it ended", hint: "start it by hand" };

function documentOf(change: (document: ResultsDocument) => void = () => undefined) {
  const document = sampleDocument({ implementations: 1 });
  document.complete = true;
  change(document);
  return document;
}

describe("earlier results", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const path = (...names: string[]) => join(scratch(), ...names);
  const keep = (earlier: ResultsDocument, later: ResultsDocument) => {
    writeDocument(path("results.json"), earlier);
    return keepEarlier(path("results.json"), later);
  };

  it("are replaced by a run that answers the same question", () => {
    expect(keep(documentOf(), documentOf())).to.deep.equal({ what: "replace" });
    expect(keepEarlier(path("none.json"), documentOf())).to.deep.equal({ what: "replace" });
  });

  it("are kept beside those of another implementation, selection or shard", () => {
    const id = documentOf().implementations[0]!.id.replace(/[^A-Za-z0-9._-]+/g, "-");
    const others: readonly ((document: ResultsDocument) => void)[] = [
      (document) => {
        document.implementations[0]!.id = "python:other";
      },
      (document) => {
        document.suite.options = { ...document.suite.options, quick: true };
      },
      (document) => {
        document.shard = { index: 1, count: 2 };
      },
    ];
    for (const other of others) {
      const kept = keep(documentOf(), documentOf(other));
      if (kept.what !== "moved") throw new Error(`${kept.what} instead of moved`);
      expect(kept.path).to.include(`results.${id}`);
      expect(existsSync(path("results.json"))).to.equal(false);
      expect(JSON.parse(readFileSync(kept.path, "utf8")).complete).to.equal(true);
    }
  });

  it("are kept where an interrupted run would replace a complete one", () => {
    const interrupted = documentOf((document) => {
      document.complete = false;
    });
    expect(keep(documentOf(), interrupted).what).to.equal("moved");
    expect(keep(interrupted, documentOf()).what).to.equal("replace");
  });

  it("stay in place where nothing could be judged", () => {
    const failed = documentOf((document) => {
      document.implementations[0]!.failure = FAILURE;
    });
    expect(keep(documentOf(), failed).what).to.equal("leave");
    expect(keep(failed, failed).what).to.equal("replace");
  });

  it("of another program are moved, not overwritten", () => {
    writeFileSync(path("results.json"), "{}\n");
    const kept = keepEarlier(path("results.json"), documentOf());
    expect(kept).to.deep.equal({ what: "moved", path: path("results.unreadable.json") });
  });

  it("survive a typing mistake and a smaller selection, and the run says where they are", async () => {
    const folder = path("runs");
    const run = (...argv: string[]) => loopspec("run", "--out", folder, ...argv);
    await run("-i", fakeSpec("good"), "--select", "call-soon.fifo");
    const before = readFileSync(path("runs", "results.json"), "utf8");

    const failed = await run("-i", fakeSpec("dies-at-hello"), "--select", "call-soon.fifo");
    expect(failed.code).to.equal(3);
    expect(failed.err).to.include("is left as it was");
    expect(failed.out).not.to.include("Results: ");
    expect(readFileSync(path("runs", "results.json"), "utf8")).to.equal(before);

    const other = await run("-i", fakeSpec("good"), "--select", "call-soon.fifo", "--quick");
    expect(other.err).to.include("The earlier results are kept in ");
    const kept = readdirSync(folder).filter((name) => /^results\..+\.json$/.test(name));
    expect(kept).to.have.length(1);
    expect(readFileSync(path("runs", kept[0] as string), "utf8")).to.equal(before);
  });
});
