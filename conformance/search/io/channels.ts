/** The sorts of channels that programs of input and output have. */
import { jobs, moments, signals } from "./beside.ts";
import { type ChannelKind, kinds } from "./channel.ts";
import { endpoint, packets } from "./datagrams.ts";
import { pair, socket } from "./sockets.ts";
import { CONNECTIONS, READING_PIPE, UNIX, WRITING_PIPE } from "./stream-ways.ts";
import { streamOver } from "./streams.ts";
import { watching } from "./watching.ts";

const BOTH = { reads: true, writes: true };
const STREAM =
  "write write write writelines burst burst send send send send paused paused ask size limits protocol serving client refused write_eof no_more close close abort close_paused abort_full";
const RECEIVE = "receive receive wait wait into cancel give_up";

/** All of them; the order belongs to what a seed means. */
export const CHANNELS: readonly ChannelKind[] = [
  {
    theme: "connections",
    weight: 6,
    steps: kinds(STREAM),
    make: (parts, number, random) =>
      streamOver(random.pick(CONNECTIONS), BOTH)(parts, number, random),
  },
  {
    theme: "unix",
    weight: 2,
    steps: kinds(STREAM),
    make: (parts, number, random) => streamOver(random.pick(UNIX), BOTH)(parts, number, random),
  },
  {
    theme: "sockets",
    weight: 4,
    steps: kinds(`send send send ${RECEIVE} no_more refused close`),
    make: socket,
  },
  { theme: "pairs", weight: 2, steps: kinds(RECEIVE), make: pair },
  { theme: "watching", weight: 2, steps: kinds("reads reads removes writes"), make: watching },
  {
    theme: "datagrams",
    weight: 3,
    steps: kinds("send send send answer answer ask close close abort"),
    make: endpoint,
  },
  { theme: "packets", weight: 1, steps: kinds("send send receive into wait"), make: packets },
  {
    theme: "pipes",
    weight: 2,
    steps: kinds(
      "write write writelines burst send send send paused paused ask no_more close abort",
    ),
    make: (parts, number, random) =>
      random.chance(0.5)
        ? streamOver(READING_PIPE, { reads: true, writes: false })(parts, number, random)
        : streamOver(WRITING_PIPE, { reads: false, writes: true })(parts, number, random),
  },
  {
    theme: "jobs",
    weight: 1.5,
    single: true,
    steps: kinds("result result fails together hands_over hands_over pool shut_down"),
    make: jobs,
  },
  {
    theme: "signals",
    weight: 0.7,
    single: true,
    steps: kinds("handle handle again remove"),
    make: signals,
  },
  {
    theme: "moments",
    weight: 1.5,
    single: true,
    steps: kinds("soon later rest task"),
    make: moments,
  },
];
