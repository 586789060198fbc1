import { closeSync, readSync, writeSync } from "node:fs";
import { expect } from "chai";
import { OSError, ValueError } from "../text/errors.ts";
import { pipe } from "./descriptors.ts";
import { errnos } from "./os-error.ts";
import { socketPair } from "./socket.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";

describeIo("the loop's watching of descriptors", () => {
  it("calls reader and writer with their arguments, as long as the descriptor is ready", () => {
    runIo(function* (loop) {
      const [reader, writer] = pipe();
      const calls: string[] = [];
      const done = loop.createFuture<void>();
      loop.addReader(
        reader,
        (...args: number[]) => {
          readSync(reader, Buffer.alloc(1));
          calls.push(`read ${args}`);
          if (calls.length === 4) done.setResult();
        },
        [1, 2],
      );
      loop.addWriter(writer, () => {
        calls.push("write");
        writeSync(writer, "abc");
        loop.removeWriter(writer);
      });
      yield* done;
      expect(calls).to.deep.equal(["write", "read 1,2", "read 1,2", "read 1,2"]);
      expect(loop.removeReader(reader)).to.equal(true);
      expect(loop.removeReader(reader)).to.equal(false);
      for (const fd of [reader, writer]) closeSync(fd);
    });
  });

  it("keeps reader and writer of one descriptor apart", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const done = loop.createFuture<string>();
      loop.addReader(here, () => done.setResult("reader"));
      loop.addWriter(here, () => {});
      expect(loop.removeWriter(here)).to.equal(true);
      there.send(Buffer.from("x"));
      expect(yield* done).to.equal("reader");
      loop.removeReader(here.fileno());
      for (const socket of [here, there]) socket.close();
    });
  });

  it("drops a callback that waits for its turn when the descriptor is taken back", () => {
    runIo(function* (loop) {
      const [here, there] = socketPair();
      const calls: string[] = [];
      for (const [one, other] of [
        [here, there],
        [there, here],
      ] as const) {
        loop.addWriter(one, () => {
          calls.push("called");
          loop.removeWriter(one);
          loop.removeWriter(other);
        });
      }
      while (calls.length === 0) yield;
      yield;
      expect(calls).to.deep.equal(["called"]);
      for (const socket of [here, there]) socket.close();
    });
  });

  it("calls the reader of a descriptor that was closed behind its back, and lives on", () => {
    const { result, reports } = observeIo(function* (loop) {
      const [reader, writer] = pipe();
      const told = loop.createFuture<unknown>();
      loop.addReader(reader, () => {
        loop.removeReader(reader);
        try {
          readSync(reader, Buffer.alloc(1));
        } catch (error) {
          told.setResult((error as NodeJS.ErrnoException).code);
          throw error;
        }
      });
      closeSync(reader);
      const code = yield* told;
      closeSync(writer);
      return code;
    });
    expect(result).to.equal("EBADF");
    expect(reports).to.have.length(1);
    expect(reports[0]?.message).to.match(/^Exception in callback/);
  });

  it("refuses what is no descriptor, or none that is open", () => {
    runIo(function* (loop) {
      for (const bad of [-1, 1.5, "3", null, undefined, {}, { fileno: () => -1 }]) {
        for (const add of ["addReader", "addWriter"] as const) {
          expect(() => loop[add](bad as never, () => {}), `${add}(${bad})`).to.throw(
            ValueError,
            "Expected `fd` to be a descriptor",
          );
        }
      }
      const [reader, writer] = pipe();
      for (const fd of [reader, writer]) closeSync(fd);
      expect(() => loop.addReader(reader, () => {}))
        .to.throw(OSError)
        .with.property("errno", errnos.EBADF);
      expect(loop.removeReader(reader)).to.equal(false);
      yield;
    });
  });
});
