"""The names of accounts, cost centres and projects, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yhdistys.ledger import queries

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext


@dataclass(frozen=True, slots=True)
class LedgerNames:
    """What people read for the numbers and codes of the ledger.

    Attributes:
        accounts: Names by account number.
        cost_centres: Names by code.
        projects: Names by code.
    """

    accounts: dict[str, str] = field(default_factory=dict)
    cost_centres: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, context: WindowContext) -> LedgerNames:
        """Read all names in the language in force."""
        accounts = context.read(queries.account_names)
        return cls(
            accounts={number: name for number, (name, _line) in accounts.items()},
            cost_centres={row.code: row.name for row in context.read(queries.cost_centres)},
            projects={row.code: row.name for row in context.read(queries.projects)},
        )

    def account(self, number: str) -> str:
        """Return number and name: ``4400 Toimitilakulut``."""
        return _told(number, self.accounts)

    def cost_centre(self, code: str | None) -> str:
        """Return code and name: ``20 Kohtaamispaikka``; empty for none."""
        return _told(code or "", self.cost_centres)

    def project(self, code: str | None) -> str:
        """Return code and name, or the code alone where both are the same; empty for none."""
        return _told(code or "", self.projects)


def _told(code: str, names: dict[str, str]) -> str:
    name = names.get(code, "")
    return code if name in {"", code} else f"{code} {name}"
