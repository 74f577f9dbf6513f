"""Cost centres, their groups, and accounting projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from yhdistys.errors import NotAllowed, UsageError
from yhdistys.i18n import _
from yhdistys.ledger import model
from yhdistys.ledger.services.chart import refuse_lost_update
from yhdistys.store.unit_of_work import UnitOfWork, service


@service("Add the cost centre {code}")
def add_cost_centre(
    uow: UnitOfWork,
    *,
    code: str,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
    parent: str | None = None,
) -> None:
    """Add a cost centre, below another one if ``parent`` names it.

    Raises:
        NotAllowed: There is one with this code.
        UsageError: There is no such parent.
    """
    if _cost_centre(uow, code) is not None:
        raise NotAllowed(
            _("There is already a cost centre {code}.").format(code=code),
            hint=_("Change it, or choose another code."),
            kind="cost-centre-exists",
        )
    above = None if parent is None else _known_cost_centre(uow, parent).id
    row = model.CostCentre(
        code=code, names=dict(names), starts_on=starts_on, ends_on=ends_on, parent_id=above
    )
    uow.session.add(row)


@service("Change the cost centre {code}")
def change_cost_centre(
    uow: UnitOfWork,
    *,
    code: str,
    if_version: int,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Give a cost centre other names and days.

    Args:
        uow: The step.
        code: The cost centre.
        if_version: The version of the cost centre as it was read.
        names: All its names by language; they replace the present ones.
        starts_on: Its first day; None takes the present one away.
        ends_on: Its last day; None takes the present one away.

    Raises:
        UsageError: There is no such cost centre.
        Conflict: Somebody changed it meanwhile.
    """
    centre = _known_cost_centre(uow, code)
    refuse_lost_update(centre, if_version, centre.names)
    centre.names = dict(names)
    centre.starts_on = starts_on
    centre.ends_on = ends_on
    centre.version += 1


@service("Group cost centres as “{name}”")
def add_cost_centre_group(uow: UnitOfWork, *, name: str, codes: Iterable[str]) -> None:
    """Look at cost centres together as one activity.

    Raises:
        UsageError: One of the cost centres does not exist.
        Conflict: There is a group of this name.
    """
    centres = [_known_cost_centre(uow, code) for code in codes]
    uow.session.add(model.CostCentreGroup(name=name, cost_centres=centres))


@service("Change the group “{name}”")
def change_cost_centre_group(
    uow: UnitOfWork, *, name: str, if_version: int, codes: Iterable[str], new_name: str = ""
) -> None:
    """Put other cost centres into a group, or call it by another name.

    Args:
        uow: The step.
        name: The group.
        if_version: The version of the group as it was read.
        codes: All its cost centres; they replace the present ones.
        new_name: Another name; by default it keeps its own.

    Raises:
        UsageError: There is no such group or cost centre.
        Conflict: Somebody changed it meanwhile, or there is a group of the new name.
    """
    group = _known_group(uow, name)
    refuse_lost_update(group, if_version, group.name)
    group.name = new_name or group.name
    group.cost_centres = [_known_cost_centre(uow, code) for code in codes]
    group.version += 1


@service("Remove the group “{name}”")
def remove_cost_centre_group(uow: UnitOfWork, *, name: str) -> None:
    """Remove a group; its cost centres stay.

    Raises:
        UsageError: There is no such group.
    """
    uow.session.delete(_known_group(uow, name))


def _known_group(uow: UnitOfWork, name: str) -> model.CostCentreGroup:
    statement = select(model.CostCentreGroup).where(model.CostCentreGroup.name == name)
    group = uow.session.scalar(statement)
    if group is None:
        raise UsageError(
            _("There is no group “{name}”.").format(name=name),
            hint=_("Check the name."),
            kind="unknown-group",
        )
    return group


def _cost_centre(uow: UnitOfWork, code: str) -> model.CostCentre | None:
    return uow.session.scalar(select(model.CostCentre).where(model.CostCentre.code == code))


def _known_cost_centre(uow: UnitOfWork, code: str) -> model.CostCentre:
    centre = _cost_centre(uow, code)
    if centre is None:
        raise UsageError(
            _("There is no cost centre {code}.").format(code=code),
            hint=_("Add it first, or check the code."),
            kind="unknown-cost-centre",
        )
    return centre


@service("Add the project {code}")
def add_project(
    uow: UnitOfWork,
    *,
    code: str,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Add an accounting project.

    Raises:
        NotAllowed: There is one with this code.
    """
    if _project(uow, code) is not None:
        raise NotAllowed(
            _("There is already a project {code}.").format(code=code),
            hint=_("Choose another code."),
            kind="project-exists",
        )
    row = model.AccountingProject(
        code=code, names=dict(names), starts_on=starts_on, ends_on=ends_on
    )
    uow.session.add(row)


@service("Change the project {code}")
def change_project(
    uow: UnitOfWork,
    *,
    code: str,
    if_version: int,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Give an accounting project other names and days.

    Args:
        uow: The step.
        code: The project.
        if_version: The version of the project as it was read.
        names: All its names by language; they replace the present ones.
        starts_on: Its first day; None takes the present one away.
        ends_on: Its last day; None takes the present one away.

    Raises:
        UsageError: There is no such project.
        Conflict: Somebody changed it meanwhile.
    """
    project = _project(uow, code)
    if project is None:
        raise UsageError(
            _("There is no project {code}.").format(code=code),
            hint=_("Add it first, or check the code."),
            kind="unknown-project",
        )
    refuse_lost_update(project, if_version, project.names)
    project.names = dict(names)
    project.starts_on = starts_on
    project.ends_on = ends_on
    project.version += 1


def _project(uow: UnitOfWork, code: str) -> model.AccountingProject | None:
    statement = select(model.AccountingProject).where(model.AccountingProject.code == code)
    return uow.session.scalar(statement)
