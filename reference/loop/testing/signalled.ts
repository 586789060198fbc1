/** Programs with signal handlers, each in a process of its own: what becomes of the process is looked at. */
import { writeSync } from "node:fs";
import { EventLoop, HostSelector, SystemExit } from "../../index.ts";

const say = (line: string) => writeSync(1, `${line}\n`);
const loop = new EventLoop(new HostSelector());

const PROGRAMS: { readonly [name: string]: () => void } = {
  "waits in a run, and leaves it at the signal": () => {
    loop.addSignalHandler("SIGTERM", () => {
      say("SIGTERM");
      loop.stop();
    });
    loop.callSoon(say, ["ready"]);
    void loop.runAsync().then(() => loop.close());
  },
  "exits from the handler": () => {
    const exit = () => {
      throw new SystemExit(7);
    };
    loop.addSignalHandler("SIGTERM", exit);
    loop.callSoon(say, ["ready"]);
    loop.runAsync().catch((error: SystemExit) => process.exit(error.code));
  },
  "blocks for ever with a handler for SIGINT": () => {
    loop.addSignalHandler("SIGINT", say, ["the handler"]);
    loop.callSoon(say, ["ready"]);
    loop.runForever();
  },
  "blocks for ever after a handler for SIGINT was set in the run": () => {
    loop.callSoon(() => {
      loop.addSignalHandler("SIGINT", say, ["the handler"]);
      say("ready");
    });
    loop.runForever();
  },
  "blocks for ever in another loop": () => {
    loop.addSignalHandler("SIGINT", say, ["the handler"]);
    const other = new EventLoop();
    other.callSoon(say, ["ready"]);
    other.runForever();
  },
  "has blocked, and waits in a run that does not": () => {
    loop.addSignalHandler("SIGINT", () => {
      say("SIGINT");
      loop.stop();
    });
    loop.callSoon(() => loop.stop());
    loop.runForever();
    loop.callSoon(say, ["ready"]);
    void loop.runAsync();
  },
  "has had its handler removed": () => {
    loop.addSignalHandler("SIGTERM", say, ["the handler"]);
    say(`removed: ${loop.removeSignalHandler("SIGTERM")}`);
    setTimeout(() => {}, 60_000);
  },
  "has closed the loop": () => {
    loop.addSignalHandler("SIGTERM", say, ["the handler"]);
    loop.close();
    say("ready");
    setTimeout(() => {}, 60_000);
  },
  "has a handler and nothing else to do": () => {
    loop.addSignalHandler("SIGTERM", say, ["the handler"]);
    say("ready");
  },
};

PROGRAMS[process.argv[2] ?? ""]?.();
