"""The window, and pictures of its pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PATH
from yhdistys.cli.written import written_text
from yhdistys.errors import UsageError
from yhdistys.i18n import _, lazy, set_language

_PLATFORM = "QT_QPA_PLATFORM"
_SCALE = "QT_SCALE_FACTOR"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", _PLATFORM)


@command("desktop", help=lazy("Open the window."))
@argument(
    "target", metavar="[FILE]", required=False, help=lazy("The association; by default the last.")
)
@option(
    "--screenshots",
    "folder",
    metavar="DIR",
    type=PATH,
    help=lazy("Write a picture of every page there instead, and end."),
)
@option(
    "--scheme",
    type=click.Choice(["light", "dark"]),
    default="light",
    help=lazy("The colours of the pictures."),
)
@option(
    "--scale",
    type=click.Choice(["1", "1.5", "2"]),
    default="1",
    help=lazy("How large the pictures are drawn."),
)
@option(
    "--no-accessibility",
    is_flag=True,
    help=lazy("Do without screen readers, should the window end by itself."),
)
def desktop(
    invocation: Invocation,
    *,
    target: str | None,
    folder: Path | None,
    scheme: str,
    scale: str,
    no_accessibility: bool,
) -> int | None:
    """Open the window and stay until it is closed, or make the pictures."""
    if no_accessibility:
        os.environ["QT_ACCESSIBILITY"] = "0"
    if folder is not None:
        _take_pictures(invocation, target or invocation.target(), folder, scheme, scale)
        return None
    refuse_without_screen()
    if invocation.language:
        set_language(invocation.language)
    from yhdistys.gui.app import run_desktop  # noqa: PLC0415 - gui

    return run_desktop(target or invocation.file or "", today=invocation.as_of)


def _take_pictures(
    invocation: Invocation, target: str, folder: Path, scheme: str, scale: str
) -> None:
    os.environ.setdefault(_PLATFORM, "offscreen")
    os.environ[_SCALE] = scale
    from yhdistys.gui.pictures import take_pictures  # noqa: PLC0415 - gui

    paths = take_pictures(
        target, folder, scheme=scheme, today=invocation.as_of, spoken=invocation.language or ""
    )
    invocation.answer(lambda: {"paths": [str(path) for path in paths]}, lambda: written_text(paths))


def refuse_without_screen() -> None:
    """Say in a sentence that a window needs a screen; Qt itself would only abort.

    Raises:
        UsageError: This is a Linux without a screen.
    """
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        raise UsageError(
            _("The window needs a screen, and there is none here."),
            hint=_("“yhdistys --help” lists what works without a window."),
            kind="no-screen",
        )


COMMANDS = {"desktop": desktop}
