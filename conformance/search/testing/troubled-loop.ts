/** A loop that forgets a stop before its run; every tenth program kills its process, every tenth hangs. */
import { EventLoop, VirtualSelector } from "../../../reference/index.ts";
import { adaptLoop } from "../../execution/adapters/adapt-loop.ts";

const TROUBLED = process.env.LOOPSPEC_TROUBLE === "1";
let loops = 0;

class ForgetfulLoop extends EventLoop {
  override stop(): void {
    if (this.isRunning()) super.stop();
  }

  override runForever(): void {
    loops += 1;
    if (TROUBLED && loops % 10 === 0) process.exit(7);
    if (TROUBLED && loops % 10 === 5) for (;;);
    super.runForever();
  }
}

export const adapter = adaptLoop({
  name: "forgetful",
  version: "1",
  makeLoop: () => new ForgetfulLoop(new VirtualSelector()),
});
