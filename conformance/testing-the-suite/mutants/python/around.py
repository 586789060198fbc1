"""What transports of another class than asyncio's share, around one of asyncio's."""


class Around:
    """Passes on what every kind of transport has. It knows nothing for `get_extra_info()`."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def get_extra_info(self, name, default=None):
        return default

    def is_closing(self):
        return self.inner.is_closing()

    def close(self):
        self.inner.close()

    def abort(self):
        self.inner.abort()

    def set_protocol(self, protocol):
        self.inner.set_protocol(protocol)

    def get_protocol(self):
        return self.inner.get_protocol()
