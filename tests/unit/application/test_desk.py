"""Opening a year: databases, plans, units by any name, and the forms that go out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import NOW, PLAN, Q1, Q2, line
from xiaowei_desktop import paths
from xiaowei_desktop.application.desk import choose_plan, find_reporting_unit, find_unit
from xiaowei_desktop.application.forms import form_name, write_mark_form, write_return_forms
from xiaowei_desktop.application.marks import scheme_of
from xiaowei_desktop.application.plans import create_database, shipped_plan
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.ports.workbooks import ReturnWorkbook
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.planfiles.library import ShippedPlans
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

AUTHOR = Author("李四", FixedClock(NOW))
SHIPPED = ShippedPlans(paths.plans_folder())


def test_a_new_database_holds_its_plan_and_says_who_founded_it(stores: Stores, tmp_path: Path) -> None:
    path = tmp_path / "滨江.db"
    plan = create_database(stores, SHIPPED, path, "binjiang-2020", AUTHOR)
    store = stores.open(path)
    with store.work() as work:
        assert work.plans.get("binjiang-2020") == plan
        (founding,) = work.history.all("binjiang-2020")
    store.close()
    assert (founding.who, founding.field, founding.new, founding.reason) == ("李四", "新建", plan.title, plan.document)
    with pytest.raises(UserError, match="已经存在，没有新建"):
        create_database(stores, SHIPPED, path, "binjiang-2020", AUTHOR)


def test_an_unknown_plan_makes_no_database(stores: Stores, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有内置方案“nowhere-2020”") as refused:
        create_database(stores, SHIPPED, tmp_path / "无.db", "nowhere-2020", AUTHOR)
    assert "binjiang-2020" in refused.value.hint
    assert list(tmp_path.iterdir()) == []
    assert shipped_plan(SHIPPED, "binjiang-2020").span.first == 2020


class Spoilt:
    """A library whose plan cannot be written: one of its fields is no text."""

    def ids(self) -> tuple[str, ...]:
        return ("small-2020",)

    def load(self, plan_id: str) -> Plan:  # noqa: ARG002 - there is but one
        return replace(PLAN, title=object())  # type: ignore[arg-type]


def test_a_database_that_could_not_be_filled_is_not_left_behind(stores: Stores, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        create_database(stores, Spoilt(), tmp_path / "坏.db", "small-2020", AUTHOR)
    assert not (tmp_path / "坏.db").exists()


def test_which_plan_is_meant(office: Office, stores: Stores, tmp_path: Path) -> None:
    store = office.desk.store
    assert choose_plan(store, None) == choose_plan(store, "small-2020") == "small-2020"
    with pytest.raises(UserError, match="没有方案“other”") as refused:
        choose_plan(store, "other")
    assert "现有方案：small-2020" in refused.value.hint
    with store.work() as work:
        work.plans.save(replace(PLAN, id="small-2021"), "李四", NOW, 2021)
        work.commit()
    with pytest.raises(UserError, match="有多个方案"):
        choose_plan(store, None)
    empty = stores.create(tmp_path / "空.db")
    with pytest.raises(UserError, match="数据库中没有方案。"):
        choose_plan(empty, None)
    with pytest.raises(UserError) as refused:
        choose_plan(empty, "other")
    assert "现有方案：无" in refused.value.hint
    empty.close()


def test_units_by_any_of_their_names() -> None:
    assert find_unit(PLAN, "区市场监督管理局") == find_reporting_unit(PLAN, "市监局") == "market"
    with pytest.raises(UserError, match="方案中没有单位“市场监督局”") as refused:
        find_unit(PLAN, "市场监督局")
    assert refused.value.hint == "是不是“市监局”？"
    with pytest.raises(UserError) as refused:
        find_unit(PLAN, "？")
    assert refused.value.hint == "请核对单位名称。"
    with pytest.raises(UserError, match="“全区”不报季报") as refused:
        find_reporting_unit(PLAN, "全区")
    assert "市监局、科技局" in refused.value.hint


def test_a_plan_without_a_scheme_is_not_scored() -> None:
    with pytest.raises(UserError, match="没有考核细则"):
        scheme_of(replace(PLAN, scheme=None))


def test_one_form_for_each_unit(office: Office) -> None:
    folder = office.folder / "下发" / "一季度"
    written = write_return_forms(office.desk, OpenpyxlForms(), Q1, folder)
    assert [path.name for path in written] == [
        "2020Q1_市监局_季报.xlsx", "2020Q1_科技局_季报.xlsx", "2020Q1_发改局（金融办）_季报.xlsx",
        "2020Q1_人民银行_季报.xlsx", "2020Q1_北区_季报.xlsx",
    ]  # fmt: skip
    county = CalamineReader().read(written[4]).content
    assert isinstance(county, ReturnWorkbook)
    assert [(row["指标编码"].text, row["填报对象"].text) for row in county.table.rows if row["指标编码"].text] == [
        ("stalls", "北区")
    ]


def test_a_units_form_holds_what_it_reported_before(office: Office) -> None:
    office.type_in("market", Q1, line("new", "1200"))
    (path,) = write_return_forms(office.desk, OpenpyxlForms(), Q1, office.folder, "market")
    content = CalamineReader().read(path).content
    assert isinstance(content, ReturnWorkbook)
    assert next(row for row in content.table.rows if row["指标编码"].text == "new")["累计完成"].text == "1200"


def test_no_form_for_a_quarter_outside_the_plan(office: Office) -> None:
    with pytest.raises(UserError, match="2019Q4 不在方案“小区小微企业成长计划”的规划期"):
        write_return_forms(office.desk, OpenpyxlForms(), Quarter(2019, 4), office.folder)


def test_a_forms_name_holds_nothing_that_a_file_system_refuses() -> None:
    odd = replace(PLAN, organisations=(Organisation("x", "经信局/中小企业局:一?", OrganisationKind.BUREAU),))
    assert form_name(odd, "x", Q2) == "2020Q2_经信局_中小企业局_一__季报.xlsx"


def test_the_mark_workbook_goes_out(office: Office) -> None:
    path = office.folder / "评定表.xlsx"
    write_mark_form(office.desk, OpenpyxlForms(), 2020, path)
    assert path.stat().st_size > 0
