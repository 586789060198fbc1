import { expect } from "chai";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import { progress } from "./progress.ts";

describe("the lines of a run that goes on", () => {
  it("show what a loop calls itself, and hand no control character to the terminal", () => {
    const said: string[] = [];
    const output = { out: () => undefined, err: (text: string) => void said.push(text) };
    const { greeted } = progress({ ...output, terminal: false, color: false, width: 80 }, 1, {});
    const named = { name: "odd.\u001b[31mLoop", version: "1.0\nbeta", language: "Python" };
    const implementation = { ...named, languageVersion: "3.13.0", platform: "linux" };
    const hello = { implementation, edition: "3.13.0" } as HelloReply;
    greeted?.(parseImplementation("python:odd", { python: "python3" }), hello, 1, "3.13.0");
    expect(said).to.deep.equal([
      "python:odd: odd.␛[31mLoop 1.0␊beta on Python 3.13.0, edition 3.13.0, 1 case",
    ]);
  });
});
