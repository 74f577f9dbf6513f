"""The hooks a plugin can implement; every hook returns a list of contributions."""

from __future__ import annotations

import pluggy

from yhdistys.api.contributions import Command, FunderForm, Importer, Page, Report

PROJECT = "yhdistys"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def yhdistys_importers() -> list[Importer]:  # type: ignore[empty-body] # a specification
    """Return readers of ledgers, budgets and charts of accounts."""


@hookspec
def yhdistys_reports() -> list[Report]:  # type: ignore[empty-body] # a specification
    """Return documents made from the association's data."""


@hookspec
def yhdistys_commands() -> list[Command]:  # type: ignore[empty-body] # a specification
    """Return commands for the command line."""


@hookspec
def yhdistys_pages() -> list[Page]:  # type: ignore[empty-body] # a specification
    """Return pages for the window."""


@hookspec
def yhdistys_forms() -> list[FunderForm]:  # type: ignore[empty-body] # a specification
    """Return forms of funders, each a folder of data."""
