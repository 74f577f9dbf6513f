"""The border to plugins: their mistakes are told with their name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from yhdistys.errors import PluginError, YhdistysError


@contextlib.contextmanager
def plugin_border(name: str) -> Iterator[None]:
    """Let errors that are meant pass and name the contribution in all others.

    Args:
        name: The id of the command or report that is called.

    Raises:
        PluginError: The plugin made a mistake.
    """
    try:
        yield
    except (YhdistysError, BrokenPipeError):
        raise
    except Exception as error:
        raise PluginError(name, f"{type(error).__name__}: {error}") from error
