"""The section of language, appearance and size of texts: the user's own settings."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yhdistys.gui.forms import Form
from yhdistys.gui.forms.edit_panel import widen_choices
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets import Panel
from yhdistys.gui.widgets.layouts import scrolled, sentence
from yhdistys.i18n import _
from yhdistys.settings import change_user_settings, user_fields, user_settings


class AppearanceSection(Section):
    """Choices that take effect at once, but for the size of texts.

    Attributes:
        form: The choices.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        body = QWidget(self)
        panel = Panel("", body)
        panel.setMaximumWidth(px(640))
        self.form = Form(user_fields(), panel)
        widen_choices(self.form)
        told = _("These choices are yours on this computer; the association's file has none of it.")
        panel.body.addWidget(self.form)
        panel.body.addWidget(sentence(panel, told))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        layout.addStretch(1)
        self.layout_.addWidget(scrolled(body, self))
        self._shown: dict[str, str] = {}
        self.form.changed.connect(self._on_changed)

    @override
    def enter(self) -> None:
        self.form.focus_first()

    @override
    def show_item(self, item: str) -> None:
        """Put the focus into a field."""
        if item in self.form.texts():
            self.form.input(item).setFocus()

    @override
    def reload(self) -> None:
        chosen = user_settings()
        self.form.fill(
            {
                "language": chosen.language,
                "appearance": chosen.appearance,
                "scale": str(chosen.scale),
            }
        )
        self._shown = self.form.texts()

    @Slot()
    def _on_changed(self) -> None:
        """Take a choice into use after the box that was changed has done its work."""
        QTimer.singleShot(0, self, self.take_into_use)

    @Slot()
    def take_into_use(self) -> None:
        """Take into use what differs from what was there."""
        texts = self.form.texts()
        changed = [name for name, text in texts.items() if text != self._shown.get(name)]
        self._shown = texts
        if "appearance" in changed:
            self.context.ask_window("appear", scheme=texts["appearance"])
        if "scale" in changed:
            scale = texts["scale"]
            if self.page.attempt(change_user_settings, scale=scale) is not None:
                told = _("Texts are shown at {scale} % when the program is started the next time.")
                self.page.say(Tone.PLAIN, told.format(scale=scale))
        if "language" in changed:
            context = self.context  # the window makes all pages anew
            context.ask_window("speak", language=texts["language"])
            context.go("settings", section="appearance", item="language")
