"""The four panels above the rows: what was read, compared, proven, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from yhdistys.app.reviewing import Review
from yhdistys.gui.pages.importing.words import counted_text
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.widgets import Panel, Tag, flat_button
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import money, whole_number
from yhdistys.values.money import from_cents

PROOF: Final = "proof"
REMOVED: Final = "removed"
PROBLEMS: Final = "problems"


class Word(NamedTuple):
    """A tag of a panel."""

    text: str
    tone: Tone


class FigurePanel(Panel):
    """A small panel: a figure or tags, and a quiet sentence.

    Attributes:
        asked: The list behind the panel was asked for: its name.
    """

    asked = Signal(object)

    def __init__(self, title: str, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._details = details
        self._tags: list[Tag] = []
        self._plain = ""
        self._quiet = QLabel(self)
        self._quiet.setTextFormat(Qt.TextFormat.RichText)
        self._quiet.setWordWrap(True)
        set_role(self._quiet, "quiet")
        self._place = QWidget(self)
        self._words = FlowLayout(self._place)
        self._words.setSpacing(px(4))
        self.body.setSpacing(px(5))
        self.body.addWidget(self._place)
        self.body.addWidget(self._quiet)
        self.body.addStretch(1)
        self.link: QPushButton = flat_button(_("Show"), self)
        self.link.setAccessibleName(_("Show: {title}").format(title=title))
        self.link.clicked.connect(self._on_link)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.link.setSizePolicy(policy)
        self.link.hide()
        self.head.addWidget(self.link)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def told(self) -> str:
        """Everything the panel says."""
        shown = [tag.text() for tag in self._tags if not tag.isHidden()]
        parts = (*shown, self._plain)
        return " · ".join(part for part in parts if part)

    def say(
        self, figure: str, words: Sequence[Word], quiet: str, *, has_details: bool = False
    ) -> None:
        """Show tags, and a figure before a sentence; empty ones are hidden."""
        self._plain = " ".join(filter(None, (figure, quiet)))
        bold = f"<b>{escape(figure)}</b> " if figure else ""
        self._quiet.setText(f"{bold}{escape(quiet)}")
        self._quiet.setAccessibleName(self._plain)
        self._quiet.setVisible(bool(self._plain))
        while len(self._tags) < len(words):
            tag = Tag("", Tone.PLAIN, self)
            self._words.addWidget(tag)
            self._tags.append(tag)
        self._place.setVisible(bool(words))
        for place, tag in enumerate(self._tags):
            tag.setVisible(place < len(words))
            if place < len(words):
                tag.set_tag(*words[place])
                tag.updateGeometry()
        self.link.setVisible(has_details)

    @Slot()
    def _on_link(self) -> None:
        self.asked.emit(self._details)


class FigurePanels(QWidget):
    """The four panels beside each other.

    Attributes:
        asked: The list behind a panel was asked for: ``proof``, ``removed`` or ``problems``.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = FigurePanel(_("Entries"), parent=self)
        self.compared = FigurePanel(_("Compared with what is stored"), REMOVED, self)
        self.proof = FigurePanel(_("Proof"), PROOF, self)
        self.check = FigurePanel(_("To look at"), PROBLEMS, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        for panel in (self.entries, self.compared, self.proof, self.check):
            layout.addWidget(panel, 1)
            panel.asked.connect(self.asked)

    def show_review(self, review: Review) -> None:
        """Show the figures of a file."""
        self._show_entries(review)
        self._show_compared(review)
        self._show_proof(review)
        self._show_check(review)

    def _show_entries(self, review: Review) -> None:
        titles = {"ledger": _("Entries"), "budget": _("Planned amounts"), "chart": _("Accounts")}
        self.entries.set_title(titles.get(review.kind, _("Entries")))
        lines = review.preview.rows
        quiet = counted_text(review.preview.result.row_classes)
        self.entries.say(whole_number(len(lines)), (), f"+ {quiet}" if quiet else "")
        self.entries.setToolTip(_sums_text(review))
        self.entries.setAccessibleDescription(_sums_text(review))

    def _show_compared(self, review: Review) -> None:
        told = review.comparison
        if review.preview.plan is None:
            self.compared.say("", (), _("Cannot be compared while there are errors."))
            return
        words = [
            Word(
                ngettext("{n} new", "{n} new", told.new).format(n=whole_number(told.new)),
                Tone.GOOD if told.new else Tone.QUIET,
            ),
            Word(
                ngettext("{n} changed", "{n} changed", told.changed).format(
                    n=whole_number(told.changed)
                ),
                Tone.LATE if told.changed else Tone.QUIET,
            ),
            Word(
                ngettext("{n} removed", "{n} removed", len(told.removed)).format(
                    n=whole_number(len(told.removed))
                ),
                Tone.LATE if told.removed else Tone.QUIET,
            ),
            Word(_("{n} as stored").format(n=whole_number(told.same)), Tone.QUIET),
        ]
        if review.kind == "chart":
            del words[2]
        self.compared.say("", words, "", has_details=bool(told.removed))

    def _show_proof(self, review: Review) -> None:
        proof = review.preview.proof
        failed = sum(not check.ok for check in proof)
        if not proof:
            self.proof.say("", (), _("The file has no sums of its own to compare with."))
            return
        matching = _("{n} / {all} match").format(
            n=whole_number(len(proof) - failed), all=whole_number(len(proof))
        )
        words = [Word(matching, Tone.LATE if failed else Tone.GOOD)]
        quiet = _("the file's own sums and vouchers")
        if failed:
            text = ngettext("{n} does not match", "{n} do not match", failed)
            words.append(Word(text.format(n=whole_number(failed)), Tone.OVER))
        self.proof.say("", words, quiet, has_details=bool(proof))

    def _show_check(self, review: Review) -> None:
        words = check_words(review)
        quiet = "" if words else _("Nothing: every row was understood.")
        self.check.say("", words, quiet, has_details=bool(words))


def _sums_text(review: Review) -> str:
    """Return the sums of what was read: of debit and credit, or of income and expenses."""
    if review.kind == "budget":
        amounts = [line.amount_cents for line in review.preview.result.budget]
        return _("Income {income}, expenses {expense}").format(
            income=money(from_cents(sum(cents for cents in amounts if cents > 0))),
            expense=money(from_cents(sum(cents for cents in amounts if cents < 0))),
        )
    lines = review.preview.result.ledger
    if not lines:
        return ""
    return _("Debit {debit}, credit {credit}").format(
        debit=money(from_cents(sum(line.debit_cents for line in lines))),
        credit=money(from_cents(sum(line.credit_cents for line in lines))),
    )


def check_words(review: Review) -> list[Word]:
    """Return what a person should look at: errors, accounts without a line, remarks, new words."""
    errors = sum(one.severity is Severity.ERROR for one in review.problems)
    counted = (
        (ngettext("{n} error", "{n} errors", errors), errors, Tone.OVER),
        _lineless(review),
        _remarks(len(review.problems) - errors),
        _unknown(review),
    )
    return [Word(text.format(n=whole_number(n)), tone) for text, n, tone in counted if n]


def _lineless(review: Review) -> tuple[str, int, Tone]:
    count = len(accounts_without_line(review))
    text = ngettext("{n} account without a line", "{n} accounts without a line", count)
    return text, count, Tone.LATE


def _remarks(count: int) -> tuple[str, int, Tone]:
    return ngettext("{n} remark", "{n} remarks", count), count, Tone.LATE


def _unknown(review: Review) -> tuple[str, int, Tone]:
    count = len(new_words(review))
    return ngettext("{n} not known yet", "{n} not known yet", count), count, Tone.ACCENT


def accounts_without_line(review: Review) -> tuple[str, ...]:
    """Return the accounts of the file that stand on no line of the statements."""
    plan = review.preview.plan
    if review.kind == "ledger" and plan is not None:
        return tuple(plan.unknown_accounts)
    if review.kind == "budget" and plan is not None:
        return tuple(plan.unknown.accounts_without_line)
    return ()


def new_words(review: Review) -> list[tuple[str, str]]:
    """Return what the file names and the association does not have yet: what it is, and its name.

    Storing the file adds it.
    """
    plan = review.preview.plan
    if plan is None or review.kind not in {"ledger", "budget"}:
        return []
    if review.kind == "ledger":
        accounts, centres = plan.new_accounts, plan.new_cost_centres
        projects, years = plan.new_projects, plan.new_fiscal_years
    else:
        accounts, centres = plan.unknown.accounts, plan.unknown.cost_centres
        projects, years = plan.unknown.projects, ()
    return [
        *((_("Account"), _named(code, name)) for code, name in accounts.items()),
        *((_("Cost centre"), _named(code, name)) for code, name in centres.items()),
        *((_("Project"), code) for code in projects),
        *((_("Fiscal year"), str(year.label)) for year in years),
    ]


def _named(code: str, name: str) -> str:
    return code if name in {"", code} else f"{code} {name}"
