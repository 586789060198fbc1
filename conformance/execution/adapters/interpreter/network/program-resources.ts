/** Sockets, pipes and files that a program is given. All are gone when it is over. */
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AUTHORITY, CERTIFICATES } from "../../../../language/certificates.ts";
import type { MadeResource } from "../../../../language/resources.ts";
import type { PeerAddress } from "../../../peers/addresses.ts";
import {
  bindTo,
  connectTo,
  copyDescriptor,
  listenAt,
  openPipe,
  openSocket,
  setBlocking,
} from "../../../peers/descriptors.ts";
import type { Host } from "../../host.ts";
import { Unsupported } from "../faults.ts";
import { childrenOfProcess, endChildren } from "./children.ts";
import { ProgramFile } from "./program-file.ts";

type TlsWish = Extract<MadeResource, { readonly make: "tls" }>;
type SocketWish = Extract<MadeResource, { readonly make: "socket" }>;

interface Closable {
  close(): void;
}

/** Makes them, and closes them. */
export class ProgramResources {
  private readonly host: Host;
  private readonly onFolder: (path: string) => void;
  /** The children of the process before the program had any; undefined while it has none. */
  private childrenBefore: readonly number[] | undefined;
  private readonly kept: Closable[] = [];
  private folder: string | undefined;

  /** @param onFolder told of the program's folder when it is made */
  constructor(host: Host, onFolder: (path: string) => void) {
    this.host = host;
    this.onFolder = onFolder;
  }

  /** A socket that does not block, as an object of the implementation. */
  socket({ transport = "tcp", state, path }: SocketWish, to: PeerAddress | undefined): unknown {
    const { io } = this.host;
    if (io === undefined) throw new Unsupported("this adapter makes no sockets");
    const fd = openSocket(transport);
    const made = io.socketFrom(fd) as Closable;
    this.kept.push(made);
    if (state === "bound" || state === "listening") {
      bindTo(fd, transport === "unix" ? this.temporary(path as string) : 0);
    }
    if (state === "listening") listenAt(fd, 16);
    setBlocking(fd, true);
    if (state === "connected") connectTo(fd, to as PeerAddress);
    setBlocking(fd, false);
    return made;
  }

  /** Two ends of a pipe as files. */
  pipe(): readonly [ProgramFile, ProgramFile] {
    const [reading, writing] = openPipe();
    return [this.keep(new ProgramFile(reading)), this.keep(new ProgramFile(writing))];
  }

  /** A file with this content, open at its beginning. */
  file(content: Uint8Array): ProgramFile {
    const path = this.temporary(`file-${this.kept.length}`);
    writeFileSync(path, content);
    return this.keep(new ProgramFile(openSync(path, "r+")));
  }

  /** A TLS context of the implementation, with the certificates of the tests. */
  tls({ side, certificate = "server", trusts = true }: TlsWish): object {
    const { io } = this.host;
    if (io?.tls === undefined) throw new Unsupported("this adapter makes no TLS contexts");
    if (side === "client") return io.tls({ side, trusted: trusts ? [AUTHORITY] : [] });
    return io.tls({ side, certificate: CERTIFICATES[certificate], trusted: [] });
  }

  /** The path of a file in a folder that goes with the program. */
  temporary(name: string): string {
    if (this.folder === undefined) {
      this.folder = mkdtempSync(join(tmpdir(), "loopspec-"));
      this.onFolder(this.folder);
    }
    return join(this.folder, name);
  }

  /** The program is going to start children: those that are there now are not its own. */
  expectChildren(): void {
    this.childrenBefore ??= childrenOfProcess();
  }

  /** Gives a descriptor away: whoever has it now closes it. */
  handOver(value: Closable & { fileno(): number }): number {
    const fd = copyDescriptor(value.fileno());
    value.close();
    return fd;
  }

  dispose(): void {
    if (this.childrenBefore !== undefined) endChildren(this.childrenBefore);
    for (const each of this.kept) each.close();
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private keep<T extends Closable>(value: T): T {
    this.kept.push(value);
    return value;
  }
}
