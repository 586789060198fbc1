/** What the Python modules of the mutants hold. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { MUTANTS_FOLDER } from "./run.ts";

/** Reads without importing: a module that cannot be imported has to be named, not to stop this. */
const READ = `
import ast, json, sys

def read(name):
    with open(name + ".py", encoding="utf-8") as file:
        return ast.parse(file.read(), name + ".py")

def above(node):
    return {base.id for base in node.bases if isinstance(base, ast.Name)}

shared = {"Base", "Iterating", "Callbacks"}
for node in read("making").body:
    if isinstance(node, ast.ClassDef) and above(node) & shared:
        shared.add(node.name)
found = {}
for name in sys.argv[1:]:
    tree = read(name)
    loops, makers = set(shared), []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            if above(node) & loops:
                loops.add(node.name)
                makers.append(node.name)
        elif isinstance(node, ast.FunctionDef) and node.decorator_list:
            words = {each.id for each in ast.walk(ast.Module(node.decorator_list, [])) if isinstance(each, ast.Name)}
            if words & {"replaced", "loop_factory"}:
                makers.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            words = {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
            if words & {"replaced", "no_function", "fails_for", "for_second_loops", "with_futures", "with_tasks"}:
                makers += [target.id for target in node.targets]
    used = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
    found[name] = [[maker, maker in used] for maker in makers]
print(json.dumps(found))
`;

/** A class or function of a module that makes loops. */
export interface Factory {
  /** `MODULE:FACTORY`. */
  readonly id: string;
  /** Other classes or functions of the module build on it. */
  readonly used: boolean;
}

/** The factories of all modules of mutants and unusual loops, in the order of their text. */
export function factoriesOf(python: string, folder = MUTANTS_FOLDER): readonly Factory[] {
  const modules = readdirSync(folder)
    .filter((file) => /^(mutant|odd)_\w+\.py$/.test(file) && file !== "mutant_base.py")
    .map((file) => file.slice(0, -".py".length));
  const { status, stdout, stderr } = spawnSync(python, ["-c", READ, ...modules], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the mutants' modules cannot be read: ${stderr}`);
  const found = JSON.parse(stdout) as Record<string, readonly [string, boolean][]>;
  return Object.entries(found).flatMap(([module, factories]) =>
    factories.map(([name, used]) => ({ id: `${module}:${name}`, used })),
  );
}
