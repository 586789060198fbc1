/** What operations are made of, as a table can say it, and the compiler check it. */
import type { Capability } from "./capabilities.ts";
import type { Expression } from "./expression.ts";

/**
 * What a member of an operation is.
 *
 * - `expression`, `expressions`: evaluated by the operation itself.
 * - `body`: operations that it holds.
 * - `binds`: a global name that it binds; `binds locally`: one for its own function alone.
 * - `name`, `names`: names that it mentions outside of its expressions.
 * - `function`: a function of the program that it mentions; null for none.
 * - `detail`: anything else.
 */
export type Role =
  | "expression"
  | "expressions"
  | "body"
  | "binds"
  | "binds locally"
  | "name"
  | "names"
  | "function"
  | "detail";

type Structural = "expression" | "expressions" | "body";

/** The roles that a member of this type can have: an expression is never a detail. */
type RoleOf<Value> = [Expression] extends [Value]
  ? "expression"
  : [readonly Expression[]] extends [Value]
    ? "expressions"
    : Value extends readonly { readonly op: string }[]
      ? "body"
      : Exclude<Role, Structural>;

/** Capabilities, or what gives them where they depend on a detail. */
type Needs<One> = readonly Capability[] | ((operation: One) => readonly Capability[]);

/** An operation, seen apart: where it may stand, what its members are, what it needs of a host. */
export interface Anatomy<Members, One = never> {
  /** In functions of any kind but peers, in peers alone, or in both. */
  readonly where: "functions" | "peers" | "both";
  readonly members: Members;
  readonly needs: Needs<One>;
}

type MembersOf<One> = {
  readonly [Member in Exclude<keyof One, "op">]-?: RoleOf<Required<One>[Member]>;
};

/** The anatomy that fits the operation of a name: every member, each in a role that it can have. */
export type AnatomyOf<All extends { readonly op: string }, Name> = Anatomy<
  MembersOf<Extract<All, { readonly op: Name }>>,
  Extract<All, { readonly op: Name }>
>;

const anatomy =
  <const Where extends "functions" | "peers" | "both">(where: Where) =>
  <const Members, One = never>(members: Members, needs: Needs<One> = []) => ({
    where,
    members,
    needs,
  });

/** An operation of functions. */
export const inFunctions = anatomy("functions");
/** A step that only a peer can take. */
export const inPeers = anatomy("peers");
/** An operation of functions that is a step of peers, too. */
export const shared = anatomy("both");
