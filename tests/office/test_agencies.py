"""Short names of agencies: learnt once, understood after, changed and forgotten."""

from __future__ import annotations

import pytest

from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.workspace import open_workspace

CULTURE = "Phòng Văn hóa – Xã hội"


def test_a_learnt_name_is_known_after_the_record_was_opened_again(tmp_path) -> None:
    ward = make_ward(tmp_path)
    changes = ward.office.agencies.learn(" P.VH-XH ", CULTURE)
    assert changes.subjects == {"office"}
    ward.office.agencies.learn("VP", "Văn phòng HĐND và UBND")
    ward.close()
    again = open_workspace(ward.folder, ward.clock)
    assert again.office.agencies.learnt() == {"P.VH-XH": CULTURE, "VP": "Văn phòng HĐND và UBND"}
    assert [agency.name for agency in again.office.agencies.agencies()] == [CULTURE, "Văn phòng HĐND và UBND"]
    again.close()


def test_learnt_anew_a_name_changes_its_meaning_and_is_not_doubled(tmp_path) -> None:
    agencies = make_ward(tmp_path).office.agencies
    agencies.learn("P.VH", CULTURE)
    agencies.learn("p. vh", "Phòng Văn hóa và Thông tin")
    assert agencies.learnt() == {"p. vh": "Phòng Văn hóa và Thông tin"}
    agencies.learn("VHXH", CULTURE)
    assert len(agencies.agencies()) == 2


def test_one_action_holds_both_rows_and_saying_it_again_none(tmp_path) -> None:
    ward = make_ward(tmp_path)
    changes = ward.office.agencies.learn("P.VH-XH", CULTURE)
    assert len(changes.ids) == 2
    (line,) = ward.ledger.history_of(changes.ids[1])
    assert (line.verb, len(line.ids)) == ("office.learn_alias", 2)
    assert not ward.office.agencies.learn("P.VH-XH", CULTURE).ids
    assert not ward.office.agencies.learn(CULTURE, CULTURE).ids


def test_a_forgotten_name_is_taken_at_its_letters_and_can_be_learnt_again(tmp_path) -> None:
    agencies = make_ward(tmp_path).office.agencies
    agencies.learn("P.VH-XH", CULTURE)
    agencies.forget("p vh xh")
    assert agencies.learnt() == {}
    with pytest.raises(InvalidInput) as refused:
        agencies.forget("P.VH-XH")
    assert code_of(refused) == "record_gone"
    agencies.learn("P.VH-XH", CULTURE)
    assert agencies.learnt() == {"P.VH-XH": CULTURE}


@pytest.mark.parametrize(("alias", "name"), [("", CULTURE), ("P.VH", ""), (" – ", CULTURE), ("P.VH", "...")])
def test_a_name_without_letters_is_not_learnt(tmp_path, alias, name) -> None:
    agencies = make_ward(tmp_path).office.agencies
    with pytest.raises(InvalidInput) as refused:
        agencies.learn(alias, name)
    assert code_of(refused) == "name_missing"
    assert agencies.aliases() == []


def test_short_names_are_one_however_their_dots_stand() -> None:
    assert {key_of(name) for name in ("P.VH-XH", "p. vh – xh", "P VHXH", "P.VH–XH.")} == {"pvhxh"}
