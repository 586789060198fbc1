import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { packageRoot } from "#package-root";

const ROOT = join(packageRoot, "reference");
const FOLDERS = ["", "loop", "futures", "context", "policy", "text", "waiting", "threads", "io"];
const INDEX_FILES = ["index.ts", "io/index.ts"];

/** The files in which the methods of an interface are documented. */
const CONTRACTS: Readonly<Record<string, readonly string[]>> = {
  Selector: ["waiting/selector.ts"],
  Executor: ["loop/abstract-event-loop.ts"],
  NetworkLoop: ["io/network-loop.ts", "io/socket-loop.ts"],
  ProcessLoop: ["io/process-loop.ts"],
};

type Callable = ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration;

/** A declaration that a user can see. */
interface Entry {
  readonly where: string;
  readonly node: ts.Node;
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(join(ROOT, file), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function sourceFiles(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".spec.ts") && name !== "index.ts")
      .map((name) => join(folder, name)),
  );
}

/** The names that the index files export, and the classes that those are made of. */
function publicNames(): Set<string> {
  const names = new Set(INDEX_FILES.flatMap((file) => exportedNames(parse(file))));
  const classes = sourceFiles().flatMap((file) =>
    parse(file).statements.filter(ts.isClassDeclaration),
  );
  const bases = new Map(classes.map((node) => [node.name?.text ?? "", baseOf(node)]));
  for (const name of names) {
    const base = bases.get(name);
    // A set walks over what is added to it meanwhile: bases of bases come in too.
    if (base !== undefined && bases.has(base)) names.add(base);
  }
  return names;
}

function exportedNames(index: ts.SourceFile): string[] {
  return index.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
    const names: string[] = [];
    statement.exportClause.forEachChild((child) => {
      names.push(child.getText().replace(/^type /, ""));
    });
    return names;
  });
}

function baseOf(node: ts.ClassDeclaration): string | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}

function hasFlag(node: ts.Node, flag: ts.ModifierFlags): boolean {
  return (ts.getCombinedModifierFlags(node as ts.Declaration) & flag) !== 0;
}

function isVisible(node: ts.Node): boolean {
  if (hasFlag(node, ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) return false;
  return ts.getJSDocTags(node).every((tag) => tag.tagName.text !== "internal");
}

function isCallable(node: ts.Node): node is Callable {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node)
  );
}

/** The public declarations of a file, with the visible methods of its classes. */
function publicEntries(file: string, names: ReadonlySet<string>): Entry[] {
  const entries: Entry[] = [];
  for (const node of parse(file).statements) {
    const name = (node as ts.Statement & { name?: ts.Identifier }).name?.text;
    if (name === undefined || !names.has(name)) continue;
    entries.push({ where: `${file} ${name}`, node });
    if (!ts.isClassDeclaration(node)) continue;
    for (const member of node.members) {
      if (!isCallable(member) || !isVisible(member)) continue;
      const memberName = member.name?.getText() ?? "constructor";
      entries.push({ where: `${file} ${name}.${memberName}`, node: member });
    }
  }
  return entries;
}

/** Whether the documentation stands in what the class implements or extends. */
function isDocumentedAbove(node: Callable): boolean {
  if (hasFlag(node, ts.ModifierFlags.Override)) return true;
  if (!ts.isMethodDeclaration(node) || !ts.isClassDeclaration(node.parent)) return false;
  const clauses = node.parent.heritageClauses ?? [];
  const kinds = clauses.flatMap((clause) => clause.types.map((type) => type.getText()));
  return kinds.some((kind) =>
    CONTRACTS[kind]?.some((file) => parse(file).text.includes(`  ${node.name.getText()}`)),
  );
}

function undescribedParameters(node: ts.Node): string[] {
  if (!isCallable(node) || isDocumentedAbove(node)) return [];
  const tags = ts.getJSDocTags(node).filter(ts.isJSDocParameterTag);
  const described = new Set(tags.map((tag) => tag.name.getText().split(".")[0]));
  return node.parameters
    .filter(({ name, dotDotDotToken }) => ts.isIdentifier(name) && dotDotDotToken === undefined)
    .map((parameter) => parameter.name.getText())
    .filter((name) => !described.has(name));
}

/** The comment at the head of a file, before its first declaration's own. */
function headOf(source: ts.SourceFile): string {
  const [head] = ts.getLeadingCommentRanges(source.text, 0) ?? [];
  return head === undefined ? "" : source.text.slice(head.pos, head.end);
}

/**
 * Whether a function or class says where it comes from: clauses that it or its members carry out, or the section of the
 * documentation that the file names.
 */
function hasSource(node: ts.Node): boolean {
  return /@(clause|source) \S/.test(node.getFullText() + headOf(node.getSourceFile()));
}

describe("documentation of the reference", () => {
  const names = publicNames();
  const entries = sourceFiles().flatMap((file) => publicEntries(file, names));

  it("is looked for where the public symbols are", () => {
    expect(entries.length).to.be.greaterThan(150);
    expect(entries.map((entry) => entry.where)).to.include.members([
      "loop/event-loop.ts EventLoop.runForever",
      "policy/policy.ts getEventLoop",
      "waiting/virtual.ts VirtualSelector.makeReady",
      "threads/remote-loop.ts connectLoop",
      "io/poll-loop.ts PollEventLoop.createServer",
      "io/socket-base.ts SocketBase.fileno",
    ]);
  });

  it("describes every public symbol and method", () => {
    const bare = entries.filter(
      ({ node }) =>
        !ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc) &&
        !(isCallable(node) && isDocumentedAbove(node)),
    );
    expect(bare.map(({ where }) => where)).to.deep.equal([]);
  });

  it("describes every parameter of the public functions and methods", () => {
    const missing = entries.flatMap(({ where, node }) =>
      undescribedParameters(node).map((name) => `${where}(${name})`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("names the clauses or the section behind every public function and class", () => {
    const origins = entries.filter(
      ({ node }) => ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node),
    );
    const without = origins.filter(({ node }) => !hasSource(node));
    expect(origins.length).to.be.greaterThan(100);
    expect(without.map(({ where }) => where)).to.deep.equal([]);
  });
});
