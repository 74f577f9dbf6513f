"""Pages as careless plugins make them."""

from __future__ import annotations

from yhdistys.gui.page import Page


class RaisesWhenFilled(Page):
    """Fails when it reads what it shows."""

    def reload(self) -> None:
        """Fail."""
        message = "not filled"
        raise ZeroDivisionError(message)


class RaisesWhenLeft(Page):
    """Fails when it is left."""

    def leave(self) -> None:
        """Fail."""
        message = "not left"
        raise ZeroDivisionError(message)


class Writes(Page):
    """Keeps a draft when it is left."""

    def leave(self) -> None:
        """Keep it in the association that is open."""
        self.context.open_workspace().drafts.save_draft("letter", "Hello")
