/** An adapter as an author writes one. */
import { EventLoop } from "../../../../reference/index.ts";
import { adaptLoop } from "../../adapters/adapt-loop.ts";

export const adapter = adaptLoop({
  name: "own",
  version: "1.2.0",
  makeLoop: () => new EventLoop(),
});
