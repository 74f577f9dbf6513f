"""A screen of its own (Xvfb), and how long a program takes until its window is on it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_SUBSTRUCTURE_NOTIFY = 1 << 19
_MAP_NOTIFY = 19
_EVENT_BYTES = 192
_PATIENCE = 30.0


class ScreenError(RuntimeError):
    """No screen can be had here, or no window came."""


@contextmanager
def screen() -> Iterator[str]:
    """Start an Xvfb and give its display's name; it ends with the block.

    Raises:
        ScreenError: Xvfb is not installed.
    """
    if shutil.which("Xvfb") is None:
        message = "Xvfb is not here: install the package xvfb"
        raise ScreenError(message)
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class _Watcher:
    """Hears when a window is mapped on the root of a display."""

    def __init__(self, display: str) -> None:
        library = ctypes.util.find_library("X11")
        if library is None:
            message = "libX11 is not here"
            raise ScreenError(message)
        self._x11 = ctypes.CDLL(library)
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))
        root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        self._x11.XSelectInput(self._display, root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
        self._x11.XSync(self._display, 0)

    def wait(self, deadline: float) -> None:
        """Wait until a window is mapped."""
        event = ctypes.create_string_buffer(_EVENT_BYTES)
        number = self._x11.XConnectionNumber(self._display)
        while time.perf_counter() < deadline:
            while self._x11.XPending(self._display):
                self._x11.XNextEvent(self._display, event)
                if ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] == _MAP_NOTIFY:
                    return
            select.select([number], [], [], 0.2)
        message = "no window came"
        raise ScreenError(message)

    def close(self) -> None:
        """Leave the display."""
        self._x11.XCloseDisplay(self._display)


def seconds_to_window(command: Sequence[str], display: str, **variables: str) -> float:
    """Start a program and return the seconds until its window is mapped; then end it.

    Raises:
        ScreenError: No window came.
    """
    watcher = _Watcher(display)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **variables}
    started = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        watcher.wait(started + _PATIENCE)
        return time.perf_counter() - started
    finally:
        program.kill()
        program.wait()
        watcher.close()
