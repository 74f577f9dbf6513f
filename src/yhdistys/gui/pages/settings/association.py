"""The section of the association itself: identity, limits of deviations, the day of today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from yhdistys import settings
from yhdistys.budget.queries import LIMIT_EUROS, LIMIT_PERCENT, explanation_limits
from yhdistys.errors import ValidationError
from yhdistys.gui.forms import Form
from yhdistys.gui.forms.letters import give_letters, taken_letters
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.gui.widgets.layouts import scrolled, sentence
from yhdistys.i18n import _
from yhdistys.store.workspace_settings import change_settings, file_settings
from yhdistys.values.business_id import is_business_id
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

DRAFT: Final = "settings/association"
_SAVE_AFTER: Final = 600  # milliseconds after the last key
_KEYS: Final[Mapping[str, str]] = {
    "name": settings.ASSOCIATION_NAME,
    "business_id": settings.ASSOCIATION_BUSINESS_ID,
    "address": settings.ASSOCIATION_ADDRESS,
    "contact": settings.ASSOCIATION_CONTACT,
    "limit_euros": LIMIT_EUROS,
    "limit_percent": LIMIT_PERCENT,
    "as_of": settings.AS_OF,
}


class AssociationSection(Section):
    """A form; Ctrl+Enter saves it, and what is not saved yet survives a crash.

    Attributes:
        form: The form.
        offer: Offers what was written and not saved, when something was.
    """

    shows = frozenset({"setting"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._has_day = bool(self.context.read(file_settings).get(settings.AS_OF))
        self._is_offered = False
        body = QWidget(self)
        self.offer = Panel(_("Something was written here and not saved."), body)
        self.take_back = main_button(_("Show what was written"), self.offer)
        self.forget = QPushButton(_("Forget it"), self.offer)
        self.save_button = main_button(_("Save"), body)
        self.save_button.setToolTip(_("Save (Ctrl+Enter)"))
        self.give_up = QPushButton(_("Give up the changes"), body)
        give_letters(body)
        self.form = Form(_fields(has_day=self._has_day), body, taken_letters=taken_letters(body))
        self.head_acts = (self.give_up, self.save_button)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER)
        self._lay_out(body)
        self._connect()

    def _lay_out(self, body: QWidget) -> None:
        self.offer.head.addWidget(self.forget)
        self.offer.head.addWidget(self.take_back)
        self.offer.body.addWidget(
            sentence(self.offer, _("Compare it with what stands here now, then save it."))
        )
        self.offer.hide()
        panel = Panel("", body)
        panel.body.addWidget(self.form)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        for part in (self.offer, panel):
            part.setMaximumWidth(px(760))
            layout.addWidget(part)
        layout.addStretch(1)
        self.layout_.addWidget(scrolled(body, self))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.give_up.clicked.connect(self._on_give_up)
        self.take_back.clicked.connect(self._on_take_back)
        self.forget.clicked.connect(self._on_forget)
        self.form.submitted.connect(self.save)
        self.form.changed.connect(self._on_changed)
        self._later.timeout.connect(self.leave)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.save)

    @override
    def enter(self) -> None:
        self.form.focus_first()

    @override
    def reload(self) -> None:
        """Show what is stored; what is being written stays."""
        self.form.setEnabled(self.can_write)
        if not self.form.is_changed:
            self.form.fill(self._stored())
            self._offer_draft()
        self._show_buttons()

    def _stored(self) -> dict[str, object]:
        told = self.context.read(file_settings)
        limits = self.context.read(explanation_limits)
        values: dict[str, object] = {
            name: told.get(key) for name, key in _KEYS.items() if not name.startswith("limit")
        }
        day = told.get(settings.AS_OF)
        values["as_of"] = date.fromisoformat(str(day)) if day else None
        return {**values, "limit_euros": limits.euros, "limit_percent": limits.percent}

    @Slot()
    def save(self) -> None:
        """Store everything as one step."""
        if not self.can_write:
            return
        try:
            values = self.form.values()
            self._refuse_wrong(values)
        except ValidationError:
            return  # told at the fields
        stored = self._stored()
        told = {
            _KEYS[name]: _kept(value) for name, value in values.items() if value != stored[name]
        }
        before = self.form.texts()
        self.form.fill(values)  # so that reading anew shows what is stored
        if self.page.attempt(self._store, told) is None:
            self.form.fill(self._stored())
            self.form.set_texts(before)
            return
        self._forget_draft()
        self.page.say(Tone.GOOD, _("Saved."))
        self._show_buttons()

    def _store(self, told: Mapping[str, object]) -> bool:
        self.context.do(change_settings, values=told)
        return True

    def _refuse_wrong(self, values: Mapping[str, Any]) -> None:
        problems = tuple(_problems(values))
        if problems:
            self.form.show_problems(problems)
            raise ValidationError(problems[0].message, problems=problems)

    @override
    def leave(self) -> None:
        """Keep what is written and not saved yet."""
        self._later.stop()
        if not self.can_write or self.offer.isVisibleTo(self):
            return
        drafts = self.context.open_workspace().drafts
        if self.form.is_changed:
            self.page.attempt(drafts.save_draft, DRAFT, json.dumps(self.form.texts()))
        elif drafts.draft(DRAFT) is not None:
            self.page.attempt(drafts.forget_draft, DRAFT)

    def _offer_draft(self) -> None:
        """Offer what was written before, once and only when it differs from what is stored."""
        if self._is_offered or not self.can_write:
            return
        self._is_offered = True
        written = self._draft()
        texts = self.form.texts()
        self.offer.setVisible(any(texts.get(n) != text for n, text in written.items()))

    def _draft(self) -> dict[str, str]:
        told = self.context.open_workspace().drafts.draft(DRAFT)
        try:
            read = json.loads(told or "{}")
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in read.items()}

    def _forget_draft(self) -> None:
        self._later.stop()
        self.offer.hide()
        self.page.attempt(self.context.open_workspace().drafts.forget_draft, DRAFT)

    @Slot()
    def _on_take_back(self) -> None:
        self.offer.hide()
        self.form.set_texts(self._draft())
        self._show_buttons()
        self.form.focus_first()

    @Slot()
    def _on_forget(self) -> None:
        self._forget_draft()
        self.form.focus_first()

    @Slot()
    def _on_give_up(self) -> None:
        self.form.fill(self._stored())
        self._forget_draft()
        self._show_buttons()
        self.form.focus_first()

    @Slot()
    def _on_changed(self) -> None:
        self._show_buttons()
        self._later.start()

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self.can_write and self.form.is_changed)
        self.give_up.setEnabled(self.can_write and self.form.is_changed)


def _fields(*, has_day: bool) -> tuple[Field, ...]:
    text, money, percent = FieldKind.TEXT, FieldKind.MONEY, FieldKind.PERCENT
    fields = (
        Field(
            id="name", label=_("Name of the association"), kind=text, required=True,
            help=_("As it stands in the register of associations, such as “Aamusilta ry”."),
        ),
        Field(
            id="business_id", label=_("Business ID"), kind=text,
            help=_("Such as 1234567-1; the last digit is checked. May be left empty."),
        ),
        Field(id="address", label=_("Address"), kind=FieldKind.LONG_TEXT),
        Field(
            id="contact", label=_("Contact"), kind=text,
            help=_("An address of e-mail or a telephone number; it stands on reports."),
        ),
        Field(
            id="limit_euros", label=_("Limit of a deviation in euros"), kind=money,
            help=_("A smaller difference from the budget wants no explanation. Usually 500."),
        ),
        Field(
            id="limit_percent", label=_("Limit of a deviation in per cent"), kind=percent,
            help=_("Nor does one of fewer per cent of the budget. Usually 10."),
        ),
    )  # fmt: skip
    day = Field(
        id="as_of", label=_("Day that counts as today"), kind=FieldKind.DATE,
        help=_("Deadlines and warnings count from it. Empty follows the calendar."),
    )  # fmt: skip
    return (*fields, day) if has_day else fields


def _problems(values: Mapping[str, Any]) -> list[Finding]:
    found = []
    written = values.get("business_id") or ""
    if written and not is_business_id(written):
        told = _("“{value}” is no business ID such as 1234567-1: a digit is wrong or missing.")
        found.append(_problem("business_id", told.format(value=written[:20])))
    limits = [name for name in ("limit_euros", "limit_percent") if (values.get(name) or 0) < 0]
    found += [_problem(name, _("A limit is zero or more.")) for name in limits]
    return found


def _problem(field: str, message: str) -> Finding:
    return Finding(severity=Severity.ERROR, kind=f"bad-{field}", message=message, column=field)


def _kept(value: object) -> object:
    """Return a value as the file keeps it: None where there is none."""
    if isinstance(value, Decimal | date):
        return str(value)
    return value or None
