"""The tab in which the questions of the form are answered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from yhdistys.errors import UserError
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.form_state import QuestionState, SectionState
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.gui import dialogs
from yhdistys.gui.context import Wish
from yhdistys.gui.forms import Form
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.questions.block import QuestionBlock
from yhdistys.gui.pages.application.questions.figures import computed_text
from yhdistys.gui.pages.application.questions.limit_fields import (
    counting_of,
    limit_fields,
    limit_values,
)
from yhdistys.gui.pages.application.questions.section_list import SectionPanel
from yhdistys.gui.pages.application.questions.side_panel import SidePanel
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.widgets import Panel
from yhdistys.gui.widgets.layouts import scrolled
from yhdistys.i18n import _


class QuestionsTab(ApplicationTab):
    """Sections at the left, the questions of one section in the middle, help at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._section = ""
        self._built_for: tuple[int, str] | None = None
        self._question = ""
        self.blocks: dict[str, QuestionBlock] = {}
        self.sections = SectionPanel(self)
        self.sections.chosen.connect(self._on_section)
        self.side = SidePanel(self)
        self.side.used.connect(self._on_used)
        self.middle = Panel("", self)
        self._told = QLabel(self.middle)
        self._told.setWordWrap(True)
        set_role(self._told, "quiet")
        self.middle.body.addWidget(self._told)
        self._area: QScrollArea | None = None
        self._inside: QWidget | None = None
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.sections, 2)
        row.addWidget(self.middle, 6)
        row.addWidget(self.side, 3)
        self.layout_.addLayout(row, 1)

    @property
    def section(self) -> str:
        """The id of the section that is written."""
        return self._section

    @override
    def show_application(self, shown: Shown) -> None:
        super().show_application(shown)
        asked = [one for one in shown.state.sections if one.is_visible]
        if self._section not in {one.section.id for one in asked} or self._is_other(shown):
            unfinished = [one for one in asked if one.answered < one.asked]
            self._section = (unfinished or asked)[0].section.id if asked else ""
        self.sections.show_sections(asked, self._section)
        self._show_section()

    def _is_other(self, shown: Shown) -> bool:
        return self._built_for is not None and self._built_for[0] != shown.application.id

    def _show_section(self) -> None:
        shown = self.shown
        state = self._section_state()
        if shown is None or state is None:
            return
        wanted = (shown.application.id, self._section)
        is_new = self._built_for != wanted
        if is_new:
            self._build_blocks(state)
            self._built_for = wanted
        self.middle.set_title(str(state.section.label))
        self._told.setText(str(state.section.help))
        self._told.setVisible(bool(state.section.help))
        for one in state.questions:
            self._show_question(one, shown, is_new=is_new)
        if is_new:
            visible = [one.question.id for one in state.questions if one.is_visible]
            self._question = visible[0] if visible else ""
        self._show_side()

    def _section_state(self) -> SectionState | None:
        if self.shown is None:
            return None
        found = (one for one in self.shown.state.sections if one.section.id == self._section)
        return next(found, None)

    def _build_blocks(self, state: SectionState) -> None:
        if self._area is not None:
            self.middle.body.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self.blocks = {}
        self._inside = QWidget(self.middle)
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, px(10), 0)
        layout.setSpacing(px(4))
        for one in state.questions:
            block = QuestionBlock(one.question, self._inside)
            block.left.connect(self._on_left)
            block.entered.connect(self._on_entered)
            block.paused.connect(self._on_paused)
            block.limit_asked.connect(self._on_limit_asked)
            block.budget_asked.connect(self._on_budget_asked)
            layout.addWidget(block)
            self.blocks[one.question.id] = block
        layout.addStretch(1)
        self._area = scrolled(self._inside, self.middle)
        self.middle.body.addWidget(self._area, 1)

    def _show_question(self, state: QuestionState, shown: Shown, *, is_new: bool) -> None:
        question = state.question
        block = self.blocks[question.id]
        answer = shown.application.answer(question.id)
        block.show_state(state, is_locked=shown.is_locked)
        if question.kind in {QuestionKind.BUDGET, QuestionKind.COMPUTED}:
            block.show_figure(computed_text(question, shown))
        if not is_new and block.is_changed:
            return  # it is being written, or was refused: it stays
        if block.table is not None:
            block.show_rows(answer.rows, shown.budget.years, is_locked=shown.is_locked)
        else:
            block.show_text(answer.text, self._draft(question.id) if is_new else None)

    def _place(self, question: str) -> str:
        application = 0 if self.shown is None else self.shown.application.id
        return f"application/{application}/{question}"

    def _draft(self, question: str) -> str | None:
        if self.shown is None or self.shown.is_locked:
            return None
        return self.context.open_workspace().drafts.draft(self._place(question))

    def _show_side(self) -> None:
        shown, state = self.shown, self._section_state()
        if shown is None or state is None:
            return
        question = shown.application.template.question(self._question)
        earlier: tuple[queries.EarlierAnswer, ...] = ()
        if question is not None:
            earlier = self.context.read(
                queries.earlier_answers,
                application_id=shown.application.id,
                question=question.id,
            )
        notes = sorted(state.notes, key=self._is_elsewhere)
        self.side.show_question(shown.application, question, notes, earlier)

    def _is_elsewhere(self, note: Any) -> bool:
        return bool(note.question != self._question)

    @override
    def show_wish(self, wish: Wish) -> None:
        question = wish.get("question")
        if self.shown is None or not isinstance(question, str):
            return
        for one in self.shown.state.sections:
            if any(state.question.id == question for state in one.questions):
                self._go(one.section.id)
                self._question = question
                self._show_side()
                self.blocks[question].enter()
                self._reveal(self.blocks[question])

    def _reveal(self, block: QuestionBlock) -> None:
        """Scroll so that a question is seen; of a long one its beginning."""
        if self._area is not None:
            self._area.ensureWidgetVisible(block)
            self._area.ensureWidgetVisible(block.label, 0, px(8))

    @override
    def enter(self) -> None:
        block, focused = self.blocks.get(self._question), self.window().focusWidget()
        is_asked_for = block is not None and focused is not None and block.isAncestorOf(focused)
        if block is not None and (block.is_changed or is_asked_for):
            block.enter()
        else:
            self.sections.enter()

    @override
    def leave(self) -> None:
        for block in self.blocks.values():
            self._store(block)

    @Slot(object)
    def _on_section(self, section_id: str) -> None:
        self._go(section_id)

    def _go(self, section_id: str) -> None:
        """Write another section; what was written in this one is stored."""
        if section_id == self._section or self.shown is None:
            return
        self.leave()
        self._section = section_id
        asked = [one for one in self.shown.state.sections if one.is_visible]
        self.sections.show_sections(asked, self._section)
        self._show_section()

    @Slot()
    def _on_entered(self) -> None:
        block = self.sender()
        if isinstance(block, QuestionBlock) and block.question.id != self._question:
            self._question = block.question.id
            self._show_side()
            self._reveal(block)

    @Slot()
    def _on_left(self) -> None:
        block = self.sender()
        if isinstance(block, QuestionBlock):
            self._store(block)

    @Slot()
    def _on_paused(self) -> None:
        block = self.sender()
        if not isinstance(block, QuestionBlock):
            return
        if block.table is None:
            self._keep_draft(block)
        elif block.table.cells.is_writing:
            block.wait()
        else:
            self._store(block)

    def _keep_draft(self, block: QuestionBlock) -> None:
        """Keep what is being written, so that a crash loses nothing."""
        if self.shown is None or self.shown.is_locked or block.table is not None:
            return
        drafts = self.context.open_workspace().drafts
        if block.is_changed:
            self.page.attempt(drafts.save_draft, self._place(block.question.id), block.text)
        else:
            self.page.attempt(drafts.forget_draft, self._place(block.question.id))

    def _store(self, block: QuestionBlock) -> None:
        """Store an answer as one step; what is refused is told and stays as a draft."""
        shown = self.shown
        if shown is None or shown.is_locked or not block.is_changed:
            return
        block.stop_waiting()
        try:
            told = self.context.do(
                services.answer_question,
                application_id=shown.application.id,
                question=block.question.id,
                text=block.text,
                rows=block.rows,
            )
        except UserError as error:
            block.refuse(f"{error.message} {error.hint}".strip())
            self._keep_draft(block)
            return
        self._take_stored(block, told)

    def _take_stored(self, block: QuestionBlock, told: tuple[str, ...]) -> None:
        block.refuse("")
        block.tell(" ".join(told))
        if block.table is None:
            self.page.attempt(
                self.context.open_workspace().drafts.forget_draft,
                self._place(block.question.id),
            )
        application: Application = self.context.read(
            queries.application, application_id=self._application_id()
        )
        answer = application.answer(block.question.id)
        if block.table is not None and self.shown is not None:
            block.show_rows(answer.rows, self.shown.budget.years, is_locked=False)
        else:
            block.show_text(answer.text)

    def _application_id(self) -> int:
        return 0 if self.shown is None else self.shown.application.id

    @Slot(object)
    def _on_used(self, text: str) -> None:
        """Put an earlier answer into the question; what was there can be brought back by undo."""
        block = self.blocks.get(self._question)
        if block is None or block.editor is None or self.shown is None or self.shown.is_locked:
            return
        block.editor.set_text(text)
        block.enter()
        self._store(block)

    @Slot()
    def _on_budget_asked(self) -> None:
        self.asked.emit({"tab": "budget"})

    @Slot()
    def _on_limit_asked(self) -> None:
        block, shown = self.sender(), self.shown
        if not isinstance(block, QuestionBlock) or shown is None:
            return
        self._question = block.question.id
        form = Form(limit_fields(), labels_above=True)
        form.fill(limit_values(shown.application, block.question))
        title = _("Limit of “{question}”").format(question=block.question.label)
        dialogs.show_form(self, title, form, ok=_("Set the limit"), accepted=self._set_limit)

    def _set_limit(self, values: dict[str, Any]) -> None:
        """Keep the limit that the web form has; all applications of the form follow it."""
        self.context.do(
            services.set_limit,
            application_id=self._application_id(),
            question=self._question,
            max_chars=values["max_chars"],
            counting=counting_of(values),
        )
        self.page.say(Tone.GOOD, _("The limit holds for all applications of this form."))
