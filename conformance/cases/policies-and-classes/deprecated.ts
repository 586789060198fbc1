import { do_, show } from "../../language/build.ts";
import { asyncio } from "../../language/loop-methods.ts";
import { kase, table } from "../../language/table.ts";

const WARNED = { warnings: { includes: [{ category: "DeprecationWarning" }] } } as const;

/** What 3.14 deprecates and removes. */
export const deprecated = table([
  kase("policy/get-warns", "reading the policy warns", {
    clauses: ["policy.use-warns"],
    main: [do_(asyncio("get_event_loop_policy"))],
    expect: { trace: [], ...WARNED },
  }),
  kase("policy/set-warns", "setting the policy warns", {
    clauses: ["policy.use-warns"],
    main: [do_(asyncio("set_event_loop_policy", null))],
    expect: { trace: [], ...WARNED },
  }),
  kase("child-watchers/removed", "asyncio has no functions for child watchers", {
    clauses: ["child-watchers.removed"],
    main: [
      show("get", { has_function: "get_child_watcher" }),
      show("set", { has_function: "set_child_watcher" }),
    ],
    expect: { trace: ["get=False", "set=False"] },
  }),
]);
