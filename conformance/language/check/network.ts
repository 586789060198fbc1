/** Peers and protocols: what only a whole program tells of them. */
import type { Program } from "../case.ts";
import { PROTOCOL_METHODS } from "../network.ts";
import { isNode, protocolNamedIn } from "../parts.ts";
import { type Finding, finding, listed } from "./problem.ts";
import type { Sites } from "./sites.ts";

/** Checks how peers are started and waited for, and what protocols are made of. */
export function checkNetwork(program: Program, sites: Sites): readonly Finding[] {
  return [
    ...checkPeers(program, sites),
    ...checkProtocols(program),
    ...checkMentions(program, sites),
  ];
}

function checkPeers({ fns }: Program, sites: Sites): readonly Finding[] {
  const findings: Finding[] = [];
  const started = new Map<string, string>();
  for (const { path, operation, place } of sites.operations) {
    if (operation.op === "listen" && !path.endsWith(".body[0]")) {
      findings.push(
        finding(path, "peer", "A peer listens before its thread starts: as its first step."),
      );
    }
    if (operation.op === "peer") {
      const other = started.get(operation.fn);
      const body = fns[operation.fn]?.body ?? [];
      started.set(operation.fn, path);
      if (other !== undefined) {
        const message = `\`${operation.fn}\` is started at ${other} already. Entries would not tell the two apart.`;
        findings.push(finding(path, "peer", message));
      }
      const connects = body.some(({ op }) => op === "connect" || op === "take_over");
      const sends = body.some(({ op }) => op === "send_to");
      if (!sends && connects !== (operation.to !== undefined)) {
        const message = connects
          ? `\`${operation.fn}\` connects. Say in \`to\` what to.`
          : `\`${operation.fn}\` connects to nothing. Leave out \`to\`.`;
        findings.push(finding(path, "peer", message));
      }
    }
    if (operation.op === "join" && place.kind !== "main") {
      const bound = sites.operations.some(
        (site) => site.operation.op === "peer" && site.operation.as === operation.thread,
      );
      if (!bound || place.kind === "thread") continue;
      findings.push(finding(path, "peer", "Joining a peer blocks the loop. Await `finished`."));
    }
  }
  return findings;
}

function checkProtocols({ fns, protocols = {} }: Program): readonly Finding[] {
  return Object.entries(protocols).flatMap(([name, { kind, on = {}, quiet = [] }]) => {
    const findings: Finding[] = [];
    const path = `protocols.${name}`;
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
      const message = `\`${name}\` is not a class name. Begin with a capital, without \`_\`.`;
      findings.push(finding(path, "bad-name", message));
    }
    const methods: readonly string[] = PROTOCOL_METHODS[kind];
    for (const method of [...Object.keys(on), ...quiet]) {
      if (methods.includes(method)) continue;
      const message = `A ${kind} protocol has no method \`${method}\`, only ${listed(methods)}.`;
      findings.push(finding(path, "protocol", message));
    }
    for (const [method, fn] of Object.entries(on)) {
      if (fns[fn] === undefined || fns[fn].kind === "callback") continue;
      const message = `A loop calls \`${method}\` as a plain function. Make \`${fn}\` a callback.`;
      findings.push(finding(`${path}.on.${method}`, "function-shape", message));
    }
    return findings;
  });
}

function checkMentions({ protocols = {} }: Program, sites: Sites): readonly Finding[] {
  const findings: Finding[] = [];
  const used = new Set<string>();
  for (const { path, expression } of sites.expressions) {
    const mention = isNode(expression) ? protocolNamedIn(expression) : undefined;
    if (mention === undefined) continue;
    const [key, name] = mention;
    if (key !== "instance") used.add(name);
    if (protocols[name] !== undefined) continue;
    const message = `There is no protocol \`${name}\`, only ${listed(Object.keys(protocols))}.`;
    findings.push(finding(`${path}.${key}`, "protocol", message));
  }
  for (const name of Object.keys(protocols)) {
    if (used.has(name)) continue;
    findings.push(
      finding(`protocols.${name}`, "protocol", "Nothing makes one. Remove it, or use it."),
    );
  }
  return findings;
}
