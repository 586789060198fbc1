import { expect } from "chai";
import { readMirror, TraceMirror } from "./trace-mirror.ts";

describe("the mirror of the trace", () => {
  it("gives back what was added since it was cleared, in any script", () => {
    const mirror = new TraceMirror();
    mirror.add("before");
    mirror.clear();
    expect(readMirror(mirror.memory)).to.deep.equal([]);
    const entries = ["a", "", "two\nlines", "été \u{1F600}"];
    for (const entry of entries) mirror.add(entry);
    expect(readMirror(mirror.memory)).to.deep.equal(entries);
  });

  it("lets an entry take the place of the last one", () => {
    const mirror = new TraceMirror();
    mirror.add("first");
    mirror.add("said in part");
    mirror.add("said", true);
    mirror.add("then");
    expect(readMirror(mirror.memory)).to.deep.equal(["first", "said", "then"]);
  });

  it("drops what does not fit, and replaces nothing else instead", () => {
    const mirror = new TraceMirror(24);
    mirror.add("first");
    mirror.add("x".repeat(30));
    mirror.add("short", true);
    expect(readMirror(mirror.memory)).to.deep.equal(["first", "short"]);
  });

  it("keeps the beginning of what is too long", () => {
    const mirror = new TraceMirror();
    const entry = "x".repeat(1_000_000);
    for (let count = 0; count < 10; count += 1) mirror.add(entry);
    mirror.add("small");
    const kept = readMirror(mirror.memory);
    expect(kept.map(({ length }) => length)).to.deep.equal([1e6, 1e6, 1e6, 1e6, 5]);
  });
});
