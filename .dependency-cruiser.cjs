// Who may import whom. `npm run boundaries` checks it, and a test does too.
module.exports = {
  forbidden: [
    {
      name: "reference-stands-alone",
      comment: "The reference loop is the documentation as running code: it needs nothing of ours.",
      severity: "error",
      from: { path: "^reference/" },
      to: { path: "^(conformance|reports)/" },
    },
    {
      name: "reports-stand-alone",
      comment: "A report knows documents, never cases or loops.",
      severity: "error",
      from: { path: "^reports/" },
      to: { path: "^(conformance|reference)/" },
    },
    {
      name: "reference-from-its-adapter",
      comment:
        "Only the adapter and the oracle may know the reference loop, through its public face.",
      severity: "error",
      from: {
        path: "^conformance/",
        pathNot: "^conformance/(execution/adapters/reference|testing-the-suite/mutation/harness/)",
      },
      to: { path: "^reference/" },
    },
    {
      name: "reference-by-its-face",
      comment: "reference/index.ts is the whole public face.",
      severity: "error",
      from: { path: "^conformance/" },
      to: { path: "^reference/", pathNot: "^reference/index\\.ts$" },
    },
    {
      name: "reports-from-the-command-line",
      comment: "Judging knows nothing of how results are shown.",
      severity: "error",
      from: { path: "^conformance/", pathNot: "^conformance/(cli|suite)/" },
      to: { path: "^reports/" },
    },
    {
      name: "reports-by-its-face",
      comment: "reports/index.ts is the whole public face.",
      severity: "error",
      from: { path: "^conformance/" },
      to: { path: "^reports/", pathNot: "^reports/index\\.ts$" },
    },
    {
      name: "the-judge-never-sees-the-loop",
      comment: "clause -> case -> driver -> observation -> judge: one direction only.",
      severity: "error",
      from: { path: "^conformance/judge/" },
      to: { path: "^conformance/(execution|suite|cli|cases)/(?!protocol)" },
    },
    {
      name: "drivers-never-see-expectations",
      comment: "A driver gets programs, not cases.",
      severity: "error",
      from: { path: "^conformance/execution/", pathNot: "\\.spec\\.ts$" },
      to: { path: "^conformance/(cases|judge|clauses)/" },
    },
    {
      name: "core-without-dependencies",
      comment:
        "The core of the reference loop depends on Node alone; koffi is the poll selector's.",
      severity: "error",
      from: { path: "^reference/", pathNot: "^reference/(io|waiting|bench|examples)" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } },
    },
  ],
  options: {
    exclude: { path: "(\\.spec\\.ts$|^node_modules|/testing/)" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
