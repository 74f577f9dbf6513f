"""What a report gets to build its document from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from yhdistys.documents.document import Letterhead


class Read(Protocol):
    """Run a query on the open association file, as ``Workspace.read`` does."""

    def __call__(self, query: Any, /, **parameters: Any) -> Any:
        """Return what the query answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationIdentity:
    """How the association names itself on paper.

    Attributes:
        name: Its registered name in the language of the report.
        business_id: Its business id, such as ``1234567-1``; may be empty.
        address: Its postal address in one line; may be empty.
        contact: An e-mail address, a telephone number or a site; may be empty.
    """

    name: str
    business_id: str = ""
    address: str = ""
    contact: str = ""

    def letterhead(self, business_id_label: str) -> Letterhead:
        """Return the head of a letter; the label stands before the business id."""
        own = f"{business_id_label} {self.business_id}" if self.business_id else ""
        return Letterhead(
            name=self.name, lines=tuple(line for line in (own, self.address, self.contact) if line)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What a report may use.

    Attributes:
        read: Runs a query: ``context.read(ledger.queries.income_statement, year=2025)``.
        today: The day the report is made.
        language: The language of the report: ``fi``, ``sv`` or ``en``.
        association: Who speaks.
        params: The parameters of the report by the ids of its fields.
    """

    read: Read
    today: date
    language: str
    association: AssociationIdentity
    params: Mapping[str, object] = field(default_factory=dict)
