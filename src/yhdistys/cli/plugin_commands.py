"""Commands of plugins: built from their declared fields."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from yhdistys.cli.field_values import values_of
from yhdistys.cli.frame import Command, Option
from yhdistys.cli.invocation import Invocation, refuse_read_only
from yhdistys.errors import PluginError
from yhdistys.registry import Plugins, plugin_border

if TYPE_CHECKING:
    from yhdistys.api import Command as PluginCommand
    from yhdistys.api import Field
    from yhdistys.app import Workspace


class PluginCall:
    """What the command of a plugin may use; opens the association when it is first needed."""

    def __init__(
        self, invocation: Invocation, params: Mapping[str, object], stack: contextlib.ExitStack
    ) -> None:
        self._invocation = invocation
        self._params = params
        self._stack = stack
        self._workspace: Workspace | None = None

    @property
    def params(self) -> Mapping[str, object]:
        """The values of the command's fields."""
        return self._params

    def read(self, query: Callable[..., Any], **arguments: object) -> Any:
        """Run a query on the association's file."""
        return self._opened().read(query, **arguments)

    def do(self, service: Callable[..., Any], **arguments: object) -> Any:
        """Run a service on the association's file: one undoable step."""
        workspace = self._opened()
        refuse_read_only(workspace)
        return workspace.do(service, **arguments)

    def say(self, text: str) -> None:
        """Show one line to the person."""
        self._invocation.say(text)

    def _opened(self) -> Workspace:
        if self._workspace is None:
            self._workspace = self._stack.enter_context(self._invocation.workspace())
        return self._workspace


def plugin_commands(plugins: Plugins) -> dict[str, click.Command]:
    """Return the commands of plugins by name, without those that are declared wrongly."""
    found: dict[str, click.Command] = {}
    for one in plugins.commands():
        with contextlib.suppress(PluginError):
            found[one.id] = _checked(one)
    return found


def wrong_in(one: PluginCommand) -> str:
    """Say what is wrong in the declaration of a command; nothing when it is sound."""
    try:
        _checked(one)
    except PluginError as error:
        return str(error.__cause__)
    return ""


def _checked(one: PluginCommand) -> click.Command:
    with plugin_border(one.id):
        return _command(one)


def _command(one: PluginCommand) -> click.Command:
    options: list[click.Parameter] = [_option(field) for field in one.params]

    @click.pass_obj
    def run(invocation: Invocation, /, **texts: str | None) -> None:
        told = {name: text for name, text in texts.items() if text is not None}
        params = values_of(one.params, told)
        with contextlib.ExitStack() as stack, plugin_border(one.id):
            found = one.run(PluginCall(invocation, params, stack))
        if invocation.wants_json:
            invocation.answer(lambda: {} if found is None else found, str)

    return Command(one.id, callback=run, params=options, help=_english(one.help))


def _english(text: object) -> str:
    """Return a text as it is declared; it is translated when it is shown."""
    return str(getattr(text, "message", text))


def _option(field: Field) -> click.Option:
    label, explained = _english(field.label), _english(field.help)
    return Option(
        [f"--{field.id.replace('_', '-')}", field.id.replace("-", "_")],
        metavar=field.kind.value.upper(),
        help=explained or label,
    )
