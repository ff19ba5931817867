"""Attaching files to lines and items, and taking them off, on a real database with its folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import NOW, PLAN, Q2, key
from xiaowei_desktop.application.attachments import attach, attached_to, copy_to_look_at, detach, place_name
from xiaowei_desktop.domain.attachment import MarkPlace, Place, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError

ITEM = MarkPlace("science", 2020, "B1")
OWN = SelfAssessmentPlace("science", 2020, "B1")
LINE = ReturnPlace("science", Q2, key("voucher"))


def paper(office: Office, name: str, text: str = "红头文件") -> Path:
    path = office.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def kept(office: Office) -> list[Path]:
    return sorted(path for path in (office.desk.store.path.parent / "支撑材料").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("place", "subject"),
    [
        (ITEM, "2020年评定 科技局 B1 改革成效"),
        (OWN, "2020年自评 科技局 B1 改革成效"),
        (LINE, "科技局2020年第2季度季报“发放科技创新券”"),
        (ReturnPlace("market", Q2, key("converted", "north")), "市监局2020年第2季度季报“个转企（北区）”"),
    ],
)
def test_a_file_stands_at_its_place_and_in_the_history(office: Office, place: Place, subject: str) -> None:
    stored = attach(office.desk, place, paper(office, "纪要.pdf"), "盖章件")
    assert stored.is_new
    (found,) = attached_to(office.desk, place)
    assert found == stored.attachment
    assert (found.name, found.note, found.attached_by, found.attached_at) == ("纪要.pdf", "盖章件", "李四", NOW)
    entry = office.history()[-1]
    assert (entry.subject, entry.field, entry.old, entry.reason) == (subject, "支撑材料", "", "盖章件")
    assert entry.new == f"纪要.pdf（指纹 {found.content.short}）"


def test_the_source_may_go(office: Office, tmp_path: Path) -> None:
    source = paper(office, "纪要.pdf", "正文")
    stored = attach(office.desk, ITEM, source).attachment
    source.unlink()
    shown = copy_to_look_at(office.desk, stored, tmp_path / "看")
    assert (shown.name, shown.read_text("utf-8")) == ("纪要.pdf", "正文")
    assert copy_to_look_at(office.desk, stored, tmp_path / "看") == shown


def test_one_copy_is_kept_however_often_a_content_is_attached(office: Office) -> None:
    first, second = paper(office, "甲.pdf"), paper(office, "乙.pdf")
    attach(office.desk, ITEM, first)
    attach(office.desk, LINE, second)
    assert len(kept(office)) == 1
    assert [one.name for one in attached_to(office.desk, LINE)] == ["乙.pdf"]


def test_the_same_content_at_the_same_place_is_not_attached_twice(office: Office) -> None:
    first = attach(office.desk, ITEM, paper(office, "甲.pdf")).attachment
    again = attach(office.desk, ITEM, paper(office, "乙.pdf"))
    assert (again.is_new, again.attachment) == (False, first)
    assert len(office.history()) == 1


def test_the_same_name_with_other_content_is_another_file(office: Office) -> None:
    attach(office.desk, ITEM, paper(office, "甲.pdf", "一"))
    assert attach(office.desk, ITEM, paper(office, "甲.pdf", "二")).is_new
    assert [one.name for one in attached_to(office.desk, ITEM)] == ["甲.pdf", "甲.pdf"]
    assert len(kept(office)) == 2


def test_attaching_again_mends_a_damaged_copy(office: Office) -> None:
    source = paper(office, "甲.pdf")
    attach(office.desk, ITEM, source)
    (copy,) = kept(office)
    copy.chmod(0o644)
    copy.write_text("被改过", encoding="utf-8")
    assert not attach(office.desk, ITEM, source).is_new
    mended, aside = kept(office)
    assert (mended.read_bytes(), aside.read_text("utf-8")) == (source.read_bytes(), "被改过")


def test_a_file_is_taken_off_with_a_reason_and_kept(office: Office) -> None:
    stored = attach(office.desk, ITEM, paper(office, "甲.pdf")).attachment
    assert detach(office.desk, stored.number, " 附错了单位 ") == stored
    assert attached_to(office.desk, ITEM) == ()
    assert len(kept(office)) == 1
    entry = office.history()[-1]
    assert (entry.new, entry.reason) == ("", "附错了单位")
    assert entry.old.startswith("甲.pdf（指纹 ")


def test_what_was_taken_off_can_be_attached_again_under_a_new_number(office: Office) -> None:
    source = paper(office, "甲.pdf")
    first = attach(office.desk, ITEM, source).attachment
    detach(office.desk, first.number, "重附")
    again = attach(office.desk, ITEM, source)
    assert again.is_new
    assert again.attachment.number > first.number


def test_taking_off_needs_a_reason_and_something_to_take_off(office: Office) -> None:
    stored = attach(office.desk, ITEM, paper(office, "甲.pdf")).attachment
    with pytest.raises(UserError, match="没有写明取下的原因"):
        detach(office.desk, stored.number, "  ")
    detach(office.desk, stored.number, "附错了")
    with pytest.raises(UserError, match=f"没有编号为 {stored.number} 的支撑材料"):
        detach(office.desk, stored.number, "附错了")


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (MarkPlace("science", 2020, "B"), "没有对科技局的评分项“B”"),
        (MarkPlace("science", 2020, "A4"), "没有对科技局的评分项“A4”"),
        (MarkPlace("bank", 2020, "B1"), "没有对人民银行的评分项"),
        (MarkPlace("science", 2030, "B1"), "2030 年不在方案"),
        (ReturnPlace("science", Q2, key("new")), "没有“new”这一行"),
        (ReturnPlace("science", Q2, key("voucher", "north")), "没有“voucher”这一行"),
        (ReturnPlace("science", Quarter(2030, 1), key("voucher")), "2030Q1 不在方案"),
    ],
)
def test_a_place_that_the_plan_does_not_have_is_refused(office: Office, place: Place, says: str) -> None:
    with pytest.raises(UserError, match=says):
        attach(office.desk, place, paper(office, "甲.pdf"))
    assert kept(office) == []
    assert office.history() == ()


def test_a_place_of_an_earlier_edition_is_named_by_its_codes(office: Office) -> None:
    older = replace(PLAN, scheme=None)
    assert place_name(older, ITEM) == "2020年评定 科技局 B1"
    assert place_name(PLAN, MarkPlace("science", 2020, "Z9")) == "2020年评定 科技局 Z9"
    assert place_name(PLAN, ReturnPlace("science", Q2, key("gone"))) == "科技局2020年第2季度季报“gone”"
