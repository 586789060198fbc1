import { expect } from "chai";
import { scriptFor } from "./commands.ts";
import type { CaseText } from "./document.ts";

const text: CaseText = {
  needs: [],
  digest: "d",
  scripts: { python: "import asyncio\n\nLIMIT = 10  # seconds\nloop = asyncio.new_event_loop()\n" },
};
const edits = {
  language: "python",
  replace: [["asyncio.new", "uvloop.new"]] as [string, string][],
};

describe("scriptFor", () => {
  it("gives the script the implementation's loop and the limit of the judged attempt", () => {
    expect(scriptFor(text, { scriptEdits: edits }, 0.5)?.text).to.equal(
      "import asyncio\n\nLIMIT = 0.5  # seconds\nloop = uvloop.new_event_loop()\n",
    );
  });

  it("leaves the case's own limit where the attempt had it", () => {
    expect(scriptFor(text, {})?.text).to.equal(text.scripts?.python);
  });

  it("gives none where the document carries none", () => {
    expect(scriptFor({ ...text, scripts: {} }, {}, 1)).to.equal(undefined);
  });
});
