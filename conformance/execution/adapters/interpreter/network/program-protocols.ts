/** Protocols of a program: classes whose methods write entries, then go on with a function of the program. */
import { PROTOCOL_METHODS, type ProtocolKind } from "../../../../language/network.ts";
import { Received } from "../../../peers/received.ts";
import type { AnyFunction } from "../../asyncio-module.ts";
import { ProgramFault } from "../faults.ts";
import { kindOf } from "../kinds.ts";
import { camelCase } from "../python-names.ts";
import type { World } from "../scope.ts";
import { shownOther } from "../shown-other.ts";

/** Bytes that a buffered protocol takes at once. */
const BUFFER = 65_536;
const STREAM_NAMES = ["stdin", "stdout", "stderr"];

const BASES: { readonly [kind in ProtocolKind]: string } = {
  stream: "Protocol",
  buffered: "BufferedProtocol",
  datagram: "DatagramProtocol",
  subprocess: "SubprocessProtocol",
};

/** An instance of a protocol of the program. */
interface Instance {
  readonly label: string;
  transport: unknown;
  readonly buffer: Uint8Array;
}

/** What tells of a call instead of a plain entry; what it returns the method returns. */
type Teller = (self: Instance, args: readonly unknown[], quiet: boolean) => unknown;
type ProtocolClass = new () => Instance;

/** The protocols of one program. */
export class ProgramProtocols {
  private readonly world: World;
  private readonly classes = new Map<string, ProtocolClass>();
  private readonly factories = new Map<string, AnyFunction>();
  private readonly instances = new Map<string, Instance[]>();
  /** What was received last, whose entry stands at this place in the trace. */
  private last = { data: new Received(), owner: "", self: undefined as unknown, at: -1 };

  constructor(world: World) {
    this.world = world;
  }

  /** A protocol as a factory: always the same for a name. */
  factory(name: string): AnyFunction {
    const known = this.factories.get(name);
    if (known !== undefined) return known;
    const made = () => this.make(name);
    this.factories.set(name, Object.defineProperty(made, "name", { value: name }));
    return made;
  }

  /** A new instance. */
  make(name: string): object {
    const known = this.classes.get(name);
    if (known !== undefined) return new known();
    const made = this.define(name);
    this.classes.set(name, made);
    return new made();
  }

  /** The instance that was made as number `index`. */
  instance(name: string, index: number): object {
    const made = this.instances.get(name)?.[index];
    if (made !== undefined) return made;
    throw new RangeError(`there is no instance ${index} of ${name}`);
  }

  private define(name: string): ProtocolClass {
    const protocol = this.world.program.protocols?.[name];
    if (protocol === undefined) throw new ProgramFault(`there is no protocol \`${name}\``);
    const made: Instance[] = [];
    this.instances.set(name, made);
    const { kind, on = {}, quiet = [] } = protocol;
    const given = this.world.asyncio[BASES[kind]];
    const Base = (typeof given === "function" ? given : Object) as new () => object;
    const Made = class extends Base implements Instance {
      readonly label: string = made.push(this) === 1 ? name : `${name}#${made.length}`;
      transport: unknown = null;
      readonly buffer = kind === "buffered" ? new Uint8Array(BUFFER) : new Uint8Array();
    };
    Object.defineProperty(Made, "name", { value: name });
    for (const method of PROTOCOL_METHODS[kind]) {
      const called = this.method(method, on[method], quiet.includes(method));
      Object.defineProperty(Made.prototype, camelCase(method), {
        value: called,
        writable: true,
        configurable: true,
      });
    }
    return Made;
  }

  private method(method: string, then: string | undefined, quiet: boolean): AnyFunction {
    const tell = this.tellers[method];
    const { world } = this;
    const plainly = (self: Instance, args: readonly unknown[]) => {
      const shown = args.length === 0 ? "" : `(${args.map(shownArgument).join(", ")})`;
      if (!quiet) world.recorder.log(`${self.label}.${method}${shown}`);
    };
    return function (this: Instance, ...args: unknown[]): unknown {
      if (method === "connection_made") this.transport = args[0];
      const told = tell === undefined ? plainly(this, args) : tell(this, args, quiet);
      return then === undefined ? told : world.fn(then)(this, ...args);
    };
  }

  private readonly tellers: { readonly [method: string]: Teller } = {
    connection_made: ({ label }, _args, quiet) => {
      if (!quiet) this.world.recorder.log(`${label}.connection_made`);
    },
    data_received: (self, [data], quiet) => {
      if (!quiet) this.received(self, self.label, data as Uint8Array);
    },
    get_buffer: ({ buffer }) => buffer,
    buffer_updated: (self, [count], quiet) => {
      if (!quiet) this.received(self, self.label, self.buffer.subarray(0, count as number));
    },
    datagram_received: ({ label }, [data], quiet) => {
      const shown = new Received();
      shown.add(data as Uint8Array);
      if (!quiet) this.world.recorder.log(`${label}.datagram_received(${shown})`);
    },
    pipe_data_received: (self, [fd, data], quiet) => {
      const stream = STREAM_NAMES[fd as number] ?? String(fd);
      if (!quiet) this.received(self, `${self.label} ${stream}`, data as Uint8Array);
    },
  };

  /** Logs data. What arrives in several pieces with nothing in between is one entry. */
  private received(self: Instance, owner: string, data: Uint8Array): void {
    const { recorder } = this.world;
    const { last } = this;
    const goesOn = last.self === self && last.owner === owner && last.at === recorder.length - 1;
    if (!goesOn) {
      this.last = { data: new Received(), owner, self, at: recorder.length };
    }
    this.last.data.add(data);
    const text = `${owner} received ${this.last.data}`;
    if (goesOn) recorder.amend(text);
    else recorder.log(text);
  }
}

const shownArgument = (value: unknown): string =>
  value instanceof Error ? kindOf(value) : shownOther(value);
