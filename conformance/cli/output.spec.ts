import { PassThrough } from "node:stream";
import { expect } from "chai";
import { outliveReaders } from "./output.ts";

/** Streams that fail as the system's do, and what became of the process. */
function failing(which: "stdout" | "stderr", code: string) {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const ended: unknown[] = [];
  outliveReaders({ ...streams, exit: (status) => void ended.push(status) });
  streams[which].emit("error", Object.assign(new Error(`${code}: why`), { code }));
  return { ended, said: String(streams.stderr.read() ?? "") };
}

describe("streams that fail", () => {
  it("let a command end as it would have where a reader goes away", () => {
    expect(failing("stdout", "EPIPE")).to.deep.equal({ ended: [], said: "" });
    expect(failing("stderr", "EPIPE")).to.deep.equal({ ended: [], said: "" });
  });

  it("end it with one line where the disk is full", () => {
    expect(failing("stdout", "ENOSPC")).to.deep.equal({
      ended: [2],
      said: "loopspec: standard output cannot be written: ENOSPC: why\n",
    });
  });
});
