import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { endsOf } from "./ends.ts";

const endsIn = (id: string) => {
  const found = allCases.find((kase) => kase.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return endsOf(found.program).map(({ name }) => name);
};

describe("ends", () => {
  it("are known by the parts of a program that wait for them", () => {
    expect(endsIn("transports/close-flushes-little-client")).to.deep.equal([
      "an end that the other end sees",
      "a connection_lost() that comes",
    ]);
    expect(endsIn("subprocess/close-twice-exec")).to.deep.equal([
      "a child's connection_lost() that comes",
    ]);
    expect(endsIn("call-soon/once-0-arguments")).to.deep.equal([]);
  });
});
