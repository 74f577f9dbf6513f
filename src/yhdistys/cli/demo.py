"""The sample association."""

from __future__ import annotations

from pathlib import Path

from yhdistys.cli.frame import argument, command
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PATH
from yhdistys.cli.written import written_text
from yhdistys.i18n import lazy


@command("demo", help=lazy("Make the sample association with its files in a folder."))
@argument("folder", metavar="DIR", type=PATH, help=lazy("The folder to make it in."))
def demo(invocation: Invocation, *, folder: Path) -> None:
    """Make the sample and say what was made."""
    from yhdistys.sample.association import (  # noqa: PLC0415 - slow: loads everything
        make_sample,
    )

    paths = make_sample(folder)
    invocation.answer(lambda: {"paths": [str(path) for path in paths]}, lambda: written_text(paths))


COMMANDS = {"demo": demo}
