from __future__ import annotations

from yhdistys.documents.context import AssociationIdentity
from yhdistys.documents.document import Letterhead


def test_a_letterhead_names_the_business_id_and_leaves_out_what_is_unknown() -> None:
    association = AssociationIdentity(
        name="Aamusilta ry", business_id="1234567-1", contact="aamusilta@example.fi"
    )
    assert association.letterhead("Y-tunnus") == Letterhead(
        name="Aamusilta ry", lines=("Y-tunnus 1234567-1", "aamusilta@example.fi")
    )


def test_an_association_without_a_business_id_has_a_letterhead_too() -> None:
    letterhead = AssociationIdentity(name="Uusi yhdistys").letterhead("Y-tunnus")
    assert letterhead == Letterhead(name="Uusi yhdistys")
