"""Run the program: ``python -m yhdistys`` and the console command ``yhdistys``."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> None:
    """Start the command line; a spawned reader child of a frozen program ends here at once."""
    multiprocessing.freeze_support()
    if sys.argv[1:] == ["--version"]:
        from yhdistys import __version__  # noqa: PLC0415 - slow: the version needs nothing else

        sys.stdout.write(f"yhdistys {__version__}\n")
        return
    from yhdistys.cli.main import run  # noqa: PLC0415 - slow: click is not needed for the version

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
