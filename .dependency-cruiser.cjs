// Who may import whom. `npm run boundaries` checks it, and a test holds it against the table in ARCHITECTURE.md.

const { FACES, ROOMS } = require("./conformance/testing-the-suite/project/rooms.cjs");

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `conformance/${room}/ may import ${allowed.join(", ") || "no other room"}.`,
  severity: "error",
  from: { path: `^conformance/${room}/` },
  to: { path: `^conformance/(?!(?:${[room, ...allowed].join("|")})/)[^/]+/` },
}));

const faceRules = Object.entries(FACES).flatMap(([part, users]) => [
  {
    name: `${part}-users`,
    comment: `Only ${users.join(", ")} may know ${part}/.`,
    severity: "error",
    from: { path: "^conformance/", pathNot: `^(${users.join("|")})` },
    to: { path: `^${part}/` },
  },
  {
    name: `${part}-face`,
    comment: `${part}/index.ts is the whole public face.`,
    severity: "error",
    from: { path: "^conformance/" },
    to: { path: `^${part}/`, pathNot: `^${part}/index\\.ts$` },
  },
]);

const standAlone = (part, others) => ({
  name: `${part}-stands-alone`,
  comment: `${part}/ needs nothing of ours.`,
  severity: "error",
  from: { path: `^${part}/` },
  to: { path: `^(${others})/` },
});

module.exports = {
  forbidden: [
    standAlone("reference", "conformance|reports"),
    standAlone("reports", "conformance|reference"),
    ...roomRules,
    ...faceRules,
    {
      name: "core-without-dependencies",
      comment:
        "The core of the reference loop depends on Node alone; koffi is the poll selector's.",
      severity: "error",
      from: { path: "^reference/", pathNot: "^reference/(io|waiting|bench|threads|examples)/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] },
    },
    {
      name: "no-circles",
      comment:
        "Also none of types: a reader can start anywhere and come to an end. Two exceptions are in the matter itself: " +
        "expressions hold operands of the network and resources, which hold expressions; a loop makes futures and tasks, which answer their loop.",
      severity: "error",
      from: {
        pathNot: [
          "^conformance/language/(expression|network|resources)\\.ts$",
          "^reference/(loop/abstract-event-loop|futures/(future|task))\\.ts$",
        ],
      },
      to: { circular: true },
    },
  ],
  options: {
    exclude: { path: "(\\.spec\\.ts$|^node_modules|/testing/|/mutation/(build|tools|reports)/)" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
