"""The loop that is judged: the least that runs callbacks. Yours may have any interface."""
import sys
import time


class Hang(BaseException):
    """Nothing can happen any more, or the time for the program is over."""


class MiniLoop:
    def __init__(self, deadline):
        self.ready, self.deadline = [], deadline
        self.running = self.stopping = self.closed = False

    def call_soon(self, callback, *args):
        self.check()
        self.ready.append((callback, args))

    def run_forever(self):
        self.check()
        if self.running:
            raise RuntimeError("the loop is running already")
        self.running = True
        try:
            while True:
                if not self.ready and not self.stopping or time.monotonic() > self.deadline:
                    raise Hang("in run_forever")
                batch, self.ready = self.ready, []
                for callback, args in batch:
                    try:
                        callback(*args)
                    except Exception as error:
                        print("a callback raised", repr(error), file=sys.stderr)
                if self.stopping:
                    return
        finally:
            self.running = self.stopping = False

    def run_until_complete(self, coroutine):
        ended = []

        def step():
            try:
                ended.append((coroutine(), None))
            except Exception as error:
                ended.append((None, error))
            self.stop()

        self.call_soon(step)
        self.run_forever()
        if not ended:
            raise RuntimeError("stopped before the coroutine was done")
        result, error = ended[0]
        if error is not None:
            raise error
        return result

    def stop(self):
        self.stopping = True

    def close(self):
        if self.running:
            raise RuntimeError("a running loop cannot be closed")
        self.closed, self.ready = True, []

    def is_running(self):
        return self.running

    def is_closed(self):
        return self.closed

    def check(self):
        if self.closed:
            raise RuntimeError("the loop is closed")
