/** What a program about I/O works with: peers, protocols, resources. Made when a program first asks for it. */
import { PEER_SECONDS } from "../../../../language/network.ts";
import type { World } from "../scope.ts";
import { ProgramPeers } from "./program-peers.ts";
import { ProgramProtocols } from "./program-protocols.ts";
import { ProgramResources } from "./program-resources.ts";

/** The I/O of one program. */
export class Network {
  readonly protocols: ProgramProtocols;
  readonly resources: ProgramResources;

  private readonly world: World;
  private startedPeers: ProgramPeers | undefined;

  constructor(world: World) {
    this.world = world;
    this.protocols = new ProgramProtocols(world);
    this.resources = new ProgramResources(world.host, world.onFolder);
  }

  /** The peers. Their thread is there when this returns. */
  get peers(): ProgramPeers {
    this.startedPeers ??= new ProgramPeers(this.world.recorder, PEER_SECONDS * this.world.patience);
    return this.startedPeers;
  }

  /** What went wrong in a peer that is the driver's own fault; undefined if nothing did. */
  fault(): string | undefined {
    return this.startedPeers?.fault();
  }

  /** Ends the peers, and gives back what the program was given. */
  dispose(): void {
    try {
      this.startedPeers?.dispose();
    } finally {
      this.resources.dispose();
    }
  }
}

const networks = new WeakMap<World, Network>();

/** The I/O of a program. */
export function networkOf(world: World): Network {
  const known = networks.get(world);
  if (known !== undefined) return known;
  const made = new Network(world);
  networks.set(world, made);
  world.afterwards.push(() => made.dispose());
  return made;
}

/** Starts the thread of the peers where a program has any, so that it is not counted among what the program opens. */
export function prepareNetwork(world: World): void {
  const { fns } = world.program;
  if (Object.values(fns).some(({ kind }) => kind === "peer")) void networkOf(world).peers;
}

/** What went wrong in a peer of the program that is the driver's own fault; undefined if nothing did. */
export const peersFault = (world: World): string | undefined => networks.get(world)?.fault();
