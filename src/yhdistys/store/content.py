"""One hash over the business content: equal hashes mean equal content.

Ids, row versions, batches, moments and history do not count; a reference counts as the content
it points at.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, text

_LEFT_OUT = frozenset({"version", "uid"})


def content_hash(connection: Connection, metadata: MetaData) -> str:
    """Hash the business content of all tables, independent of the order of rows."""
    digests: dict[str, dict[Any, str]] = {}
    whole = hashlib.sha256()
    for table in metadata.sorted_tables:
        if not table.info.get("content", True):
            continue
        rows = _row_digests(connection, table, digests)
        whole.update(f"{table.name}:{len(rows)}:".encode())
        for digest in sorted(rows):
            whole.update(digest.encode())
    return whole.hexdigest()


def _row_digests(
    connection: Connection, table: Table, digests: dict[str, dict[Any, str]]
) -> list[str]:
    statement = select(table)
    if condition := table.info.get("content_where"):
        statement = statement.where(text(condition))
    columns = [(c.name, _parent(c, digests)) for c in table.columns if _counts(c)]
    by_id: dict[Any, str] = {}
    found: list[str] = []
    for row in connection.execute(statement).mappings():
        values = {
            name: parent.get(row[name]) if parent is not None else row[name]
            for name, parent in columns
        }
        digest = hashlib.sha256(_canonical(values)).hexdigest()
        found.append(digest)
        by_id[row.get("id")] = digest
    if _is_parent(table):
        digests[table.name] = by_id
    return found


def _counts(column: Any) -> bool:
    if column.name in _LEFT_OUT or not column.info.get("content", True):
        return False
    return not (column.primary_key and column.name == "id")


def _parent(column: Any, digests: dict[str, dict[Any, str]]) -> dict[Any, str] | None:
    for key in column.foreign_keys:
        if key.column.name == "id":
            return digests.get(key.column.table.name)
    return None


def _is_parent(table: Table) -> bool:
    return any(
        key.column.table is table and key.column.name == "id"
        for other in table.metadata.tables.values()
        for key in other.foreign_keys
    )


def _canonical(values: dict[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, default=str, ensure_ascii=True).encode()
