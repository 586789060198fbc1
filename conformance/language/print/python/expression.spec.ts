import { expect } from "chai";
import { assign, callback, pair, show, variable } from "../../build.ts";
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

describe("bytes as a text, in Python", () => {
  it("may be a part of a buffer, which has no method decode()", () => {
    const text = programListing({
      id: "t/part",
      title: "t",
      clauses: ["sock-recv-into.count"],
      program: {
        fns: {},
        main: [
          assign("buffer", { make: "buffer", size: 4 }),
          assign("middle", { part: variable("buffer"), start: 1, stop: 3 }),
          show("text", { decode: variable("middle") }),
        ],
      },
      expect: { trace: ["text=\0\0"] },
    });
    expect(text).to.include("bytes(middle).decode('ascii')");
  });
});
