/** Judged by: npx loopspec run -i module:./loopspec-adapter.mjs */
import { adaptLoop } from "loopspec/adapter";
import { NaiveLoop } from "./naive-loop.mjs";

export const adapter = adaptLoop({
  name: "naive-loop",
  version: "1.0.0",
  // A fresh loop for each program: what a case leaves behind must not reach the next one.
  makeLoop: () => new NaiveLoop(),
});
