import { expect } from "chai";
import { callback, pair } from "../../build.ts";
import { addReader, callSoon, removeReader } from "../../loop-methods.ts";
import { programListing } from "../python.ts";

describe("methods that take a descriptor, in Python", () => {
  const listing = (...main: ReturnType<typeof pair>[]) =>
    programListing({
      id: "t/descriptors",
      title: "t",
      clauses: ["add-reader.fires-when-readable"],
      program: { fns: { ready: callback() }, main },
      expect: { trace: [] },
    });

  it("get the number of a socket, as the driver gives it", () => {
    const text = listing(pair("p"), addReader("p", "ready", [1, 2]), removeReader("p"));
    expect(text).to.include("loop.add_reader(p[0].fileno(), ready, 1, 2)");
    expect(text).to.include("loop.remove_reader(p[0].fileno())");
  });

  it("leave other arguments alone", () => {
    expect(listing(callSoon("ready", [1]))).to.include("loop.call_soon(ready, 1)");
  });
});
