import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { UsageError } from "../usage-error.ts";
import { refuseSameFiles } from "./targets.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("where commands write", () => {
  const scratch = scratchFolder();
  const path = (name: string) => join(scratch(), name);
  before(() => {
    writeFileSync(path("results.json"), "");
    symlinkSync(path("results.json"), path("link.json"));
  });
  const refused = (targets: readonly string[]) => () =>
    refuseSameFiles([path("results.json")], targets);

  it("is not what they read, by whichever name", () => {
    expect(refused([path("results.json")])).to.throw(
      UsageError,
      "is read, and would be overwritten",
    );
    expect(refused([`${scratch()}/./results.json`])).to.throw(UsageError, "overwritten");
    expect(refused([path("link.json")])).to.throw(UsageError, "overwritten");
  });

  it("is one place for one thing", () => {
    expect(refused([path("a"), path("a")])).to.throw(UsageError, "two things would be written");
  });

  it("may be new files, standard output and devices", () => {
    expect(refused([path("a"), path("b"), "-", "/dev/null", "/dev/null"])).not.to.throw();
  });
});
