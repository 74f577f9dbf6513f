"""Values of declared fields from the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yhdistys.errors import UsageError, ValidationError
from yhdistys.values.fields import Field, read_values


def values_of(fields: Iterable[Field], texts: Mapping[str, str]) -> dict[str, object]:
    """Read the values of fields; a hyphen and an underscore in their names are the same.

    Raises:
        UsageError: A value is missing, wrong, or belongs to no field.
    """
    declared = tuple(fields)
    names = {field.id.replace("-", "_"): field.id for field in declared}
    told = {names.get(name.replace("-", "_"), name): text for name, text in texts.items()}
    try:
        return read_values(declared, told)
    except ValidationError as error:
        raise UsageError(error.message, hint=error.hint, kind=error.kind) from error
