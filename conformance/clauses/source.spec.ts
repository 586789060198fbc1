import { expect } from "chai";
import {
  citationOf,
  describeSeed,
  describeSource,
  docs,
  docsOf,
  observed,
  seed,
  sourceUrl,
} from "./source.ts";

describe("sources", () => {
  it("lead from the Chinese sentence to the English one", () => {
    const source = seed("callSoon", 6, "a note");
    expect(source).to.deep.equal({
      document: "chapter",
      page: "library/asyncio-eventloop",
      title: "Event Loop",
      heading: "Scheduling callbacks",
      entry: "loop.call_soon()",
      anchor: "asyncio.loop.call_soon",
      sentence: 2,
      note: "a note",
      seed: { heading: "调度回调 › loop.call_soon()", sentence: 6 },
    });
    expect(describeSource(source)).to.equal(
      "Event Loop › Scheduling callbacks › loop.call_soon(), sentence 2 (a note)",
    );
    expect(describeSeed(source)).to.equal("调度回调 › loop.call_soon(), sentence 6");
  });

  it("name the code below a heading as the example", () => {
    const source = seed("shutdownAsyncgens", "example");
    expect(source).to.include({ anchor: "asyncio.loop.shutdown_asyncgens", sentence: "example" });
    expect(describeSeed(source)).to.match(/, example$/);
  });

  it("are of the chapter where the page is, and of the documentation elsewhere", () => {
    expect(docs("loop.create_task()", 1).document).to.equal("chapter");
    expect(docs("asyncio.run()", 1).document).to.equal("docs");
    expect(docs("PEP 525: Finalization", "a pointer").document).to.equal("docs");
    expect(describeSeed(docs("asyncio.run()", 1))).to.equal(undefined);
  });

  it("say of what no text promises where it would stand", () => {
    const source = observed("loop.stop()");
    expect(source).to.include({ document: "observed", anchor: "asyncio.loop.stop" });
    expect(source.sentence).to.match(/^none: /);
  });
});

describe("sourceUrl", () => {
  const ENTRY = "library/asyncio-eventloop.html#asyncio.loop.stop";
  const source = seed("stop", 1);

  for (const [what, clause, judged, series] of [
    ["the edition judged by", {}, "3.11", "3.11"],
    ["the series of a patch release", {}, "3.13.4", "3.13"],
    ["the newest edition without one", {}, undefined, "3.15"],
    ["the last edition in which the clause holds", { until: "3.13" }, undefined, "3.13"],
    [
      "an edition in which it holds, if it does not in the one judged by",
      { since: "3.14" },
      "3.9",
      "3.15",
    ],
    ["the newest that the catalogue knows, for a newer one", {}, "3.16", "3.15"],
    ["a single patch release's series", { since: "3.13.3", until: "3.13.3" }, undefined, "3.13"],
  ] as const) {
    it(`leads to the page of ${what}`, () => {
      expect(sourceUrl({ source, ...clause }, judged)).to.equal(
        `https://docs.python.org/${series}/${ENTRY}`,
      );
    });
  }

  it("leads to the one edition that has the sentence, whatever is judged", () => {
    const only = docsOf("3.9", "asyncio.get_event_loop()", 2);
    expect(sourceUrl({ source: only }, "3.13")).to.match(/^https:\/\/docs\.python\.org\/3\.9\//);
  });

  it("is cited with its edition: the first of those judged by in which the clause holds", () => {
    const later = { source, since: "3.12" } as const;
    const url = `https://docs.python.org/3.12/${ENTRY}`;
    expect(citationOf(later, ["3.9.1", "3.12.4"])).to.deep.equal({ edition: "3.12", url });
    expect(citationOf(later).edition).to.equal("3.15");
    const proposal = { source: docs("PEP 3156: I/O Callbacks", "a pointer") };
    expect(citationOf(proposal, ["3.9"])).to.not.have.property("edition");
  });

  it("knows no editions of a proposal", () => {
    expect(sourceUrl({ source: docs("PEP 3156: I/O Callbacks", "a pointer") }, "3.9")).to.equal(
      "https://peps.python.org/pep-3156/#i-o-callbacks",
    );
  });
});
