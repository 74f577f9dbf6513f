"""One hash over the business content: equal hashes mean equal content.

Ids, row versions, batches, moments and history do not count, nor do ids in what is stored as JSON;
a reference counts as the content it points at. An empty table counts as none, so that a new table
leaves the hash of old content.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, select, text

_LEFT_OUT = frozenset({"version", "uid"})


def content_hash(connection: Connection, metadata: MetaData) -> str:
    """Hash the business content of all tables, independent of the order of rows."""
    digests: dict[str, dict[Any, str]] = {}
    whole = hashlib.sha256()
    for table in metadata.sorted_tables:
        if not table.info.get("content", True):
            continue
        rows = _row_digests(connection, table, digests)
        if any(key.column.table is table for key in table.foreign_keys):
            rows = _row_digests(connection, table, digests)  # now the rows above are known
        if not rows:
            continue
        whole.update(f"{table.name}:{len(rows)}:".encode())
        for digest in sorted(rows):
            whole.update(digest)
    return whole.hexdigest()


def _row_digests(
    connection: Connection, table: Table, digests: dict[str, dict[Any, str]]
) -> list[bytes]:
    """Digest each row; what other tables refer to by id is kept for them."""
    columns = [column for column in table.columns if _counts(column)]
    statement = select(*columns, *table.primary_key)
    if condition := table.info.get("content_where"):
        statement = statement.where(text(condition))
    width = len(columns)
    parents = [
        (place, found)
        for place, c in enumerate(columns)
        if (found := _parent(c, digests)) is not None
    ]
    is_parent = _is_parent(table)
    by_id: dict[Any, str] = {}
    rows: list[bytes] = []
    for row in connection.execute(statement):
        values = list(row[:width])
        for place, found in parents:
            values[place] = found.get(values[place])
        digest = hashlib.sha256("\x1f".join(map(_word, values)).encode()).digest()
        rows.append(digest)
        if is_parent:
            by_id[row[width]] = digest.hex()
    if is_parent:
        digests[table.name] = by_id
    return rows


def _word(value: object) -> str:
    """Write a value so that different values never look the same."""
    if value is None:
        return "\0"
    if isinstance(value, dict):
        return json.dumps(_without_ids(value), sort_keys=True, ensure_ascii=True)
    return str(value)


def _without_ids(value: object) -> object:
    """Leave out what differs between two files of the same content: ``budget_version_uid``."""
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name[-4:] != "_uid"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value


def _counts(column: Column[Any]) -> bool:
    if column.name in _LEFT_OUT or not column.info.get("content", True):
        return False
    return not (column.primary_key and column.name == "id")


def _parent(column: Column[Any], digests: dict[str, dict[Any, str]]) -> dict[Any, str] | None:
    for key in column.foreign_keys:
        if key.column.name == "id":
            return digests.get(key.column.table.name, {})
    return None


def _is_parent(table: Table) -> bool:
    return any(
        key.column.table is table and key.column.name == "id"
        for other in table.metadata.tables.values()
        for key in other.foreign_keys
    )
