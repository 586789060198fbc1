import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const BASE = "Transports and Protocols: Base Transport";
const READING = "Transports and Protocols: Read-only Transports";
const WRITING = "Transports and Protocols: Write-only Transports";
const PROTOCOLS = "Transports and Protocols: Base Protocol";
const STREAMING = "Transports and Protocols: Streaming Protocols";
const BUFFERED = "Transports and Protocols: Buffered Streaming Protocols";

/** Transports and protocols, as far as the functions of the chapter return and call them. */
export const transports = {
  "transport.close-flushes": must(
    docs(BASE, "close(): buffered data"),
    "close() of a transport sends what is buffered, and then calls connection_lost(None).",
  ),
  "transport.close-stops-receiving": must(
    docs(BASE, "close(): no more data is received"),
    "A transport passes no data to its protocol after close().",
  ),
  "transport.close-repeated": should(
    observed("BaseTransport.close()"),
    "close() of a closing or closed transport does nothing.",
  ),
  "transport.is-closing": must(
    docs(BASE, "is_closing()"),
    "is_closing() of a transport is True from close() or abort() on, and False before.",
  ),
  "transport.extra-info-default": must(
    docs(BASE, "get_extra_info(): default"),
    "get_extra_info() returns the default, None unless given, for a name that the transport knows nothing of.",
  ),
  "transport.get-protocol": must(
    docs(BASE, "get_protocol()"),
    "get_protocol() of a transport returns its current protocol.",
  ),
  "transport.set-protocol": must(
    docs(BASE, "set_protocol()"),
    "After set_protocol() a transport calls the new protocol.",
  ),
  "transport.pause-reading": must(
    docs(READING, "pause_reading() and resume_reading()"),
    "Between pause_reading() and resume_reading() a transport passes no data to its protocol; afterwards it passes what is there.",
  ),
  "transport.pause-reading-repeated": must(
    docs(READING, "pause_reading() and resume_reading(): version note of 3.7"),
    "pause_reading() of a paused and resume_reading() of a reading transport do nothing.",
  ),
  "transport.pause-reading-closed": must(
    docs(READING, "pause_reading() and resume_reading(): version note of 3.7"),
    "pause_reading() and resume_reading() of a closed transport raise nothing.",
  ),
  "transport.is-reading": must(
    docs(READING, "is_reading()"),
    "is_reading() of a transport says whether it receives data.",
  ),
  "transport.abort": must(
    docs(WRITING, "abort()"),
    "abort() of a transport closes it without sending what is buffered, and calls connection_lost(None).",
  ),
  "transport.write": must(
    docs(WRITING, "write()"),
    "write() of a transport does not block: it sends all data in the order of the calls.",
  ),
  "transport.writelines": must(
    docs(WRITING, "writelines()"),
    "writelines() of a transport sends what write() of each element would send.",
  ),
  "transport.write-eof": must(
    docs(WRITING, "write_eof()"),
    "write_eof() of a transport closes its sending end once what is buffered is sent; data may still be received.",
  ),
  "transport.can-write-eof": must(
    docs(WRITING, "can_write_eof()"),
    "can_write_eof() of a transport says whether it supports write_eof().",
  ),
  "transport.write-buffer-size": must(
    docs(WRITING, "get_write_buffer_size()"),
    "get_write_buffer_size() of a transport returns how much is buffered for sending.",
  ),
  "transport.write-buffer-limits": must(
    docs(WRITING, "get_write_buffer_limits() and set_write_buffer_limits()"),
    "get_write_buffer_limits() of a transport returns the low and the high mark that set_write_buffer_limits() has set.",
  ),
  "transport.write-buffer-limits-low": must(
    docs(WRITING, "set_write_buffer_limits(): low left out, high of zero"),
    "The low mark of a transport is at most the high one where it is not given, and 0 where the high one is 0.",
  ),
  "transport.flow-control": must(
    docs(
      WRITING,
      "set_write_buffer_limits(): when the protocol is called",
      "the pages contradict each other for a buffer of just the high mark",
    ),
    "A transport calls pause_writing() when its buffer has grown over the high mark, and resume_writing() when it has shrunk to the low one.",
  ),
  "transport.flow-control-order": must(
    docs(PROTOCOLS, "pause_writing() and resume_writing()"),
    "pause_writing() and resume_writing() are called in turn, pause_writing() first.",
  ),
  "protocol.called-once": must(
    docs(PROTOCOLS, "connection_made() and connection_lost()"),
    "connection_made() and connection_lost() are called once for each connection.",
  ),
  "protocol.called-between": must(
    docs(STREAMING, "state machine of the calls"),
    "The other methods of a protocol are called between connection_made() and connection_lost().",
  ),
  "protocol.connection-lost-none": must(
    docs(PROTOCOLS, "connection_lost(): argument"),
    "connection_lost() gets None after a regular end of the stream, and after this side closed or aborted the connection.",
  ),
  "protocol.connection-lost-error": must(
    docs(PROTOCOLS, "connection_lost(): argument"),
    "connection_lost() gets an exception where the connection was lost for another reason than its regular end.",
  ),
  "protocol.data-received": must(
    docs(STREAMING, "data_received()"),
    "data_received() gets the received data as a bytes object that is not empty.",
  ),
  "protocol.eof-received": must(
    docs(STREAMING, "eof_received()"),
    "eof_received() is called once all data was passed and the other end has said that it sends no more.",
  ),
  "protocol.eof-received-closes": must(
    docs(STREAMING, "eof_received(): a false result"),
    "A transport closes itself if eof_received() returns a false value.",
  ),
  "protocol.eof-received-keeps": must(
    docs(STREAMING, "eof_received(): a true result"),
    "A transport stays open for writing if eof_received() returns a true value.",
  ),
  "protocol.buffered": must(
    docs(BUFFERED, "get_buffer() and buffer_updated()"),
    "A transport fills the buffer that get_buffer() returns, and tells by buffer_updated() how many bytes it has written there.",
  ),
} as const satisfies ChapterTable;
