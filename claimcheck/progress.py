"""A bar on standard error while many documents are read; only on a terminal, and only if it takes a while."""

import time
from types import TracebackType
from typing import TextIO

WAIT = 1.0  # seconds before the bar shows
EVERY = 0.1  # seconds between two drawings
WIDTH = 30


class Progress:
    """Draws how far the work is; call it with what is done and what there is. Clears itself on leaving."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shows = stream.isatty()
        self._began = self._drawn = time.monotonic()
        self._length = 0

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar if it is time to."""
        now = time.monotonic()
        if not self._shows or total < 2 or now - self._began < WAIT or now - self._drawn < EVERY:
            return
        self._drawn = now
        full = WIDTH * done // total
        line = f"{'━' * full}{'─' * (WIDTH - full)} {done} of {total} files"
        self._stream.write(f"\r{line.ljust(self._length)}")
        self._stream.flush()
        self._length = len(line)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._length:
            self._stream.write(f"\r{' ' * self._length}\r")
            self._stream.flush()
