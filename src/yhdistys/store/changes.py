"""History: what each step changed, and the seal over it.

The seal of a step is a hash chain over salted digests of its rows, so that history cannot be
altered unseen, and yet a row's image and salt can be erased later while the chain stays valid.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from yhdistys.i18n import _
from yhdistys.store.model import Change, ChangeSet


@dataclass(frozen=True, slots=True)
class ChangedEntity:
    """One row that a step touched."""

    kind: str
    id: str
    verb: str  # added, changed, deleted

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a step touched; front ends reload what shows it."""

    change_set: int | None
    message: str
    entities: tuple[ChangedEntity, ...] = ()
    bulk: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of entities that changed."""
        return frozenset(entity.kind for entity in self.entities) | frozenset(self.bulk)


def latest_step(session: Session, *, before: int | None = None) -> int:
    """Return the number of the newest step, or of the newest before another; 0 without one."""
    statement = select(func.max(ChangeSet.id))
    if before is not None:
        statement = statement.where(ChangeSet.id < before)
    return session.scalar(statement) or 0


def render(message: str, params: Mapping[str, Any]) -> str:
    """Say a step's text in the reader's language."""
    return _(message).format(**params) if message else ""


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def row_digest(change: Change | Row[Any]) -> str:
    """Digest one row change with its salt."""
    images = _canonical([change.table_name, change.row_id, change.before, change.after])
    return hashlib.sha256(f"{change.salt}".encode() + images).hexdigest()


def chain_digest(previous: str, step: ChangeSet, digests: Iterable[str]) -> str:
    """Digest a step: the chain so far, what it says of itself, and its rows."""
    told = [
        step.id, step.at.isoformat(), step.actor, step.kind, step.message, step.params,
        step.barrier, step.reverses_id, step.bulk,
    ]  # fmt: skip
    whole = hashlib.sha256(previous.encode())
    whole.update(_canonical(told))
    for digest in digests:
        whole.update(digest.encode())
    return whole.hexdigest()


def seal(session: Session, step: ChangeSet) -> tuple[ChangedEntity, ...]:
    """Digest a step's rows, continue the chain, and say what the step touched."""
    changes = session.scalars(
        select(Change).where(Change.change_set_id == step.id).order_by(Change.seq)
    ).all()
    for change in changes:
        change.salt = secrets.token_hex(16)
        change.digest = row_digest(change)
    previous = session.scalar(
        select(ChangeSet.chain).where(ChangeSet.id < step.id).order_by(ChangeSet.id.desc()).limit(1)
    )
    step.chain = chain_digest(previous or "", step, (c.digest or "" for c in changes))
    session.flush()
    return touched(changes)


def touched(changes: Iterable[Change]) -> tuple[ChangedEntity, ...]:
    """Say which rows changes touched, each once."""
    seen: dict[tuple[str, str], str] = {}
    for change in changes:
        verb = (
            "added" if change.before is None else "deleted" if change.after is None else "changed"
        )
        key = (change.table_name, change.row_id)
        seen[key] = "added" if seen.get(key) == "added" and verb == "changed" else verb
    return tuple(ChangedEntity(kind, row_id, verb) for (kind, row_id), verb in seen.items())


def is_erased(change: Change | Row[Any]) -> bool:
    """Say whether a row's images were erased; its digest stays."""
    return change.before is None and change.after is None


def broken_links(session: Session) -> tuple[int, ...]:
    """Return the steps whose seal does not fit: history was altered outside the program."""
    digests: dict[int, list[str]] = {}
    broken: set[int] = set()
    for change in session.execute(select(*Change.__table__.columns).order_by(Change.seq)):
        digests.setdefault(change.change_set_id, []).append(change.digest or "")
        fits = change.salt is None if is_erased(change) else change.digest == row_digest(change)
        if change.digest is None or not fits:
            broken.add(change.change_set_id)
    previous = ""
    for step in session.scalars(select(ChangeSet).order_by(ChangeSet.id)):
        if step.chain != chain_digest(previous, step, digests.pop(step.id, [])):
            broken.add(step.id)
        previous = step.chain
    return tuple(sorted(broken | digests.keys()))
