import { must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** The `loop.sock_*` coroutines */
export const sockets = {
  "sock.requires-nonblocking": should(
    observed("loop.sock_recv()", "none: the text binds the caller and names no reaction"),
    "In debug mode a blocking socket raises ValueError in each of the sock methods.",
  ),
  "sock.rejects-ssl-socket": should(
    observed("loop.sock_recv()"),
    "An SSL socket raises TypeError in each of the sock methods.",
    { since: "3.9" },
  ),
  "sock-recv.returns-bytes": must(
    docs("loop.sock_recv()", 3, "sock_recv"),
    "sock_recv(sock, n) waits for data and returns at most n bytes of it, none at the end of the stream.",
  ),
  "sock-recv-into.count": must(
    docs("loop.sock_recv_into()", 3, "sock_recv_into"),
    "sock_recv_into() writes what it receives into the buffer and returns the number of bytes.",
  ),
  "sock-recvfrom.tuple": must(
    docs("loop.sock_recvfrom()", 3, "sock_recvfrom"),
    "sock_recvfrom() returns one datagram's bytes and the sender's address.",
    { since: "3.11" },
  ),
  "sock-recvfrom-into.tuple": must(
    docs("loop.sock_recvfrom_into()", 3, "sock_recvfrom_into"),
    "sock_recvfrom_into() writes one datagram into the buffer and returns the number of bytes and the sender's address.",
    { since: "3.11" },
  ),
  "sock-sendall.all-data": must(
    docs("loop.sock_sendall()", 3, "sock_sendall"),
    "sock_sendall() sends the whole buffer however slow the reader is, and returns None.",
  ),
  "sock-sendall.raises": must(
    docs("loop.sock_sendall()", "an exception on error"),
    "sock_sendall() raises where the connection is lost before everything is sent.",
  ),
  "sock-sendto.count": must(
    docs("loop.sock_sendto()", 3, "sock_sendto"),
    "sock_sendto() sends one datagram to the address and returns the number of bytes.",
    { since: "3.11" },
  ),
  "sock-connect.connects": must(
    docs("loop.sock_connect()", 1, "sock_connect"),
    "sock_connect() connects the socket to the address and resolves a host name itself.",
  ),
  "sock-connect.raises": must(
    docs("loop.sock_connect()", "the asynchronous version of socket.connect()"),
    "sock_connect() raises OSError where the connection cannot be made.",
  ),
  "sock-accept.pair": must(
    docs("loop.sock_accept()", 4, "sock_accept"),
    "sock_accept() returns a new socket for the connection and the peer's address.",
  ),
  "sock.cancellation-releases-fd": must(
    observed("loop.sock_recv()"),
    "Cancelling a sock coroutine frees the descriptor: another one may start and no data is lost.",
  ),
  "sock-sendfile.bytes-sent": must(
    docs("loop.sock_sendfile()", 2, "sock_sendfile"),
    "sock_sendfile() sends count bytes from offset, returns their number and moves the file's position, after an error too.",
  ),
  "sock-sendfile.fallback-false": untestable(
    must(
      docs("loop.sock_sendfile()", 10, "sock_sendfile without fallback"),
      "sock_sendfile() with fallback=False raises SendfileNotAvailableError where the system cannot send the file.",
    ),
    "Systems that loops are judged on send every regular file through a stream socket; other files and sockets are the caller's fault.",
  ),
  "sock-sendfile.argument-checks": should(
    observed("loop.sock_sendfile()"),
    "sock_sendfile() raises ValueError or TypeError for a file in text mode, a socket that is not a stream socket, or a wrong offset or count.",
  ),
} as const satisfies ChapterTable;
