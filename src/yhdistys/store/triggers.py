"""Triggers that write every row change, generated from the tables; for SQLite and PostgreSQL.

SQLite: TEMP triggers on the writer's connection; the step they belong to stands in a TEMP table.
PostgreSQL: one function for all tables; the step stands in a setting of the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, inspect

from yhdistys.store.engine import is_postgresql

_CURRENT = "current_change_set"
_SETTING = "yhdistys.change_set"


def recorded_tables(metadata: MetaData) -> Iterator[Table]:
    """Yield the tables whose row changes are history, parents first."""
    return (table for table in metadata.sorted_tables if table.info.get("history", True))


def install(connection: Connection, metadata: MetaData) -> None:
    """Make the triggers; on PostgreSQL once for the database, on SQLite for this connection."""
    if is_postgresql(connection):
        present = inspect(connection).get_table_names()
        connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
        for table in recorded_tables(metadata):
            if table.name in present:
                connection.exec_driver_sql(_postgresql_trigger(table))
        return
    raw: Any = connection.connection.driver_connection
    install_sqlite(raw, metadata)


def remove(connection: Connection) -> None:
    """Take the triggers of a PostgreSQL database away, so that a migration is no history."""
    connection.exec_driver_sql("DROP FUNCTION IF EXISTS yhdistys_history CASCADE")


def install_sqlite(raw: Any, metadata: MetaData) -> None:
    """Make the TEMP triggers on a driver connection to a SQLite file."""
    raw.execute(f"CREATE TEMP TABLE IF NOT EXISTS {_CURRENT} (id INTEGER)")
    for table in recorded_tables(metadata):
        for statement in _sqlite_triggers(table):
            raw.execute(statement)


def set_current(connection: Connection, change_set_id: int | None) -> None:
    """Tell the triggers which step the coming changes belong to."""
    if is_postgresql(connection):
        value = "" if change_set_id is None else str(change_set_id)
        connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (_SETTING, value))
        return
    connection.exec_driver_sql(f"DELETE FROM {_CURRENT}")
    if change_set_id is not None:
        connection.exec_driver_sql(f"INSERT INTO {_CURRENT} VALUES (?)", (change_set_id,))


def sqlite_image(table: Table, row: str) -> str:
    """Write the SQL that gives a row as JSON text; binary columns as hexadecimal digits."""
    parts = ", ".join(
        f"'{column.name}', "
        + (f"hex({row}.{column.name})" if _is_binary(column) else f"{row}.{column.name}")
        for column in table.columns
    )
    return f"json_object({parts})"


def _is_binary(column: Any) -> bool:
    return isinstance(column.type, LargeBinary)


def _row_key(table: Table, row: str) -> str:
    return " || ',' || ".join(f"{row}.{column.name}" for column in table.primary_key)


def _sqlite_triggers(table: Table) -> Iterator[str]:
    cases = (("insert", None, "NEW"), ("update", "OLD", "NEW"), ("delete", "OLD", None))
    for verb, old, new in cases:
        before = sqlite_image(table, old) if old else "NULL"
        after = sqlite_image(table, new) if new else "NULL"
        key = _row_key(table, new or old or "NEW")
        yield (
            f"CREATE TEMP TRIGGER IF NOT EXISTS history_{table.name}_{verb}"
            f" AFTER {verb.upper()} ON main.{table.name} BEGIN"
            f" INSERT INTO change (change_set_id, table_name, row_id, before, after)"
            f" VALUES ((SELECT id FROM {_CURRENT}), '{table.name}', {key}, {before}, {after});"
            f" END"
        )


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION yhdistys_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  step text := current_setting('{_SETTING}', true);
  old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  key text := '';
  part text;
BEGIN
  FOREACH part IN ARRAY TG_ARGV LOOP
    key := key || CASE WHEN key = '' THEN '' ELSE ',' END || (coalesce(new_row, old_row) ->> part);
  END LOOP;
  INSERT INTO change (change_set_id, table_name, row_id, before, after)
  VALUES (nullif(step, '')::bigint, TG_TABLE_NAME, key, old_row, new_row);
  RETURN NULL;
END $$
"""


def _postgresql_trigger(table: Table) -> str:
    keys = ", ".join(f"'{column.name}'" for column in table.primary_key)
    return (
        f"CREATE OR REPLACE TRIGGER history_{table.name}"
        f" AFTER INSERT OR UPDATE OR DELETE ON {table.name}"
        f" FOR EACH ROW EXECUTE FUNCTION yhdistys_history({keys})"
    )
