"""填报上级报表: what a county has for each row of the city's form, and why a row stays open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.application.city_desk import desk_with, hand_in
from tests.unit.domain.small_office import line
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.fill_up import FilledForm, fill_up
from xiaowei_desktop.application.forms import write_return_forms
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.upper_targets import hand_down, take_targets
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader
from xiaowei_desktop.spreadsheets.upper_level import OpenpyxlUpperLevel

AREA, BUREAU = OrganisationKind.AREA, OrganisationKind.BUREAU
Q1 = Quarter(2021, 1)
KINDS = {
    "flow": (IndicatorKind.FLOW, "家"),
    "money": (IndicatorKind.STOCK, "亿元"),
    "ratio": (IndicatorKind.RATIO, "%"),
    "loans": (IndicatorKind.BENCHMARK, "%"),
    "task": (IndicatorKind.TASK, ""),
    "other": (IndicatorKind.STOCK, "家"),
    "twice": (IndicatorKind.STOCK, "家"),
    "none": (IndicatorKind.STOCK, "家"),
}
CITY = Plan(
    id="city",
    title="大市计划",
    short_title="大市计划",
    document="大市〔2021〕1号",
    issuer="大市",
    span=Span(2021, 2023),
    subject="city",
    organisations=(Organisation("city", "大市", AREA), Organisation("county", "小县", AREA)),
    groups=(),
    indicators=tuple(
        Indicator(code, f"大{code}", kind, unit, data_providers=("county",), asks_parts=code == "ratio", reference="一")
        for code, (kind, unit) in KINDS.items()
    ),
    targets=(
        Target("flow", "county", Scope(2021), value=Decimal(100), reference="第1条"),
        Target("flow", "county", Scope(2022), Comparator.ABOVE, Decimal(120)),
        Target("flow", "county", WHOLE_PLAN, value=Decimal(400), stretch=True),
        Target("money", "county", Scope(2021), value=Decimal("1.5")),
        Target("loans", "county", Scope(2021)),
        Target("other", "county", WHOLE_PLAN, value=Decimal(7)),
    ),
    tasks=(),
    scheme=None,
    readings=(),
)
OWN = (
    Indicator("flow", "县新增", IndicatorKind.FLOW, "家", responsible=("bureau",), upper="city/flow"),
    Indicator("money", "县贷款", IndicatorKind.STOCK, "万元", responsible=("bureau",), upper="city/money"),
    Indicator(
        "ratio", "县占比", IndicatorKind.RATIO, "%", data_providers=("town", "village"), asks_parts=True,
        upper="city/ratio",
    ),
    Indicator("loans", "县增速", IndicatorKind.BENCHMARK, "%", responsible=("bureau",), upper="city/loans"),
    Indicator("task", "县任务", IndicatorKind.TASK, responsible=("bureau",), upper="city/task"),
    Indicator("other", "县别的", IndicatorKind.STOCK, "万元", responsible=("bureau",), upper="city/other"),
    Indicator("one", "县甲", IndicatorKind.STOCK, "家", responsible=("bureau",), upper="city/twice"),
    Indicator("two", "县乙", IndicatorKind.STOCK, "家", responsible=("bureau",), upper="city/twice"),
)  # fmt: skip
COUNTY = replace(
    CITY,
    id="county",
    short_title="小县计划",
    subject="county",
    span=Span(2021, 2021),
    organisations=(
        Organisation("county", "小县", AREA),
        Organisation("bureau", "县市监局", BUREAU),
        Organisation("town", "镇", AREA),
        Organisation("village", "乡", AREA),
    ),
    indicators=OWN,
    targets=(Target("flow", "county", Scope(2021), value=Decimal(90), baseline=Decimal(5)),),
)
FILES = OpenpyxlUpperLevel()


@pytest.fixture
def city(stores: Stores, tmp_path: Path) -> Iterator[Desk]:
    desk = desk_with(stores, tmp_path / "大市.db", CITY)
    yield desk
    desk.store.close()


@pytest.fixture
def county(stores: Stores, tmp_path: Path) -> Iterator[Desk]:
    desk = desk_with(stores, tmp_path / "小县.db", COUNTY)
    yield desk
    desk.store.close()


@pytest.fixture
def form(city: Desk, tmp_path: Path) -> Path:
    return write_return_forms(city, OpenpyxlForms(), Q1, tmp_path / "表")[0]


BUREAU_LINES = (
    line("flow", "30", "county"),
    line("money", "15000", "county"),
    line("loans", "12", "county", benchmark="10"),
    line("task", None, "county", status="按计划推进", progress="已开会"),
    line("other", "3", "county"),
)


def filled(county: Desk, form: Path) -> tuple[FilledForm, dict[str, dict[str, object]]]:
    out = form.with_name("已填.xlsx")
    result = fill_up(county, CalamineReader(), FILES, form, Q1, out)
    rows = list(load_workbook(out)["季报"].iter_rows(min_row=5, values_only=True))
    heading = [str(name) for name in rows[0]]
    return result, {str(row[1]): dict(zip(heading, row, strict=True)) for row in rows[1:] if row[1]}


def test_every_kind_of_row_is_filled_in(county: Desk, form: Path) -> None:
    hand_in(county, "bureau", Q1, *BUREAU_LINES)
    hand_in(county, "town", Q1, line("ratio", "2", "town", numerator="2", denominator="100"))
    hand_in(county, "village", Q1, line("ratio", "3", "village", numerator="9", denominator="300"))
    result, rows = filled(county, form)
    assert rows["flow"]["累计完成"] == 30
    assert rows["money"]["累计完成"] == 1.5
    assert (rows["loans"]["累计完成"], rows["loans"]["对照值"]) == (12, 10)
    assert (rows["ratio"]["累计完成"], rows["ratio"]["分子"], rows["ratio"]["分母"]) == (2.75, 11, 400)
    assert (rows["task"]["完成状态"], rows["task"]["进展情况"]) == ("按计划推进", "已开会")
    assert result.rows == 5
    reasons = {one.indicator: one.reason for one in result.open}
    assert "不能换算" in reasons["大other"]
    assert "有几个指标都对应它：县甲、县乙" in reasons["大twice"]
    assert "没有指标对应它" in reasons["大none"]


def test_what_is_missing_or_not_accepted_stays_open(county: Desk, form: Path) -> None:
    hand_in(county, "bureau", Q1, *BUREAU_LINES, accepted=False)
    hand_in(county, "town", Q1, line("ratio", "2", "town"))
    hand_in(county, "village", Q1, line("ratio", "3", "village"))
    with pytest.raises(UserError, match="没有一行能填") as refused:
        filled(county, form)
    told = "\n".join(refused.value.details)
    for reason in ("尚未审核（“县新增”）", "“大task”：本季季报尚未审核", "“大ratio”：区县数不全，不能汇总"):
        assert reason in told


def test_a_task_without_progress(county: Desk, form: Path) -> None:
    hand_in(county, "bureau", Q1, line("task", None, "county", status="已完成"))
    assert filled(county, form)[1]["task"]["进展情况"] is None


def test_a_task_whose_state_nobody_reported(county: Desk, form: Path) -> None:
    hand_in(county, "bureau", Q1, line("flow", "1", "county"))
    assert "本季没有报完成状态" in {one.reason for one in filled(county, form)[0].open}


def test_a_ratio_that_one_unit_reports_without_its_parts(stores: Stores, tmp_path: Path, form: Path) -> None:
    ratio = replace(OWN[2], data_providers=("bureau",))
    desk = desk_with(stores, tmp_path / "乙县.db", replace(COUNTY, indicators=(ratio,), targets=()))
    hand_in(desk, "bureau", Q1, line("ratio", "4", "county"))
    rows = filled(desk, form)[1]
    assert (rows["ratio"]["累计完成"], rows["ratio"]["分子"]) == (4, None)
    desk.store.close()


def test_another_file_or_quarter_is_refused(county: Desk, form: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是 2021Q2 的"):
        fill_up(county, CalamineReader(), FILES, form, Quarter(2021, 2), tmp_path / "x.xlsx")
    book = load_workbook(form)
    del book["_xiaowei"]
    book.save(form)
    with pytest.raises(UserError, match="隐藏的识别表已被删除"):
        filled(county, form)


def test_targets_by_year_and_what_the_county_makes_of_them(city: Desk, county: Desk, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    assert len(hand_down(city, FILES, "小县", path, 2022).rows) == 3
    assert len(hand_down(city, FILES, "小县", path).rows) == 5
    taken = take_targets(county, FILES, path)
    assert taken.changed == ("“县新增”2021年目标：100家（原90家）",)
    assert taken.added == ("“县新增”规划期目标：力争400家", "“县贷款”2021年目标：15000万元")
    assert [one.split("：")[1] for one in taken.left_out] == [
        "2022年不在本方案的规划期（2021）内。",
        "计量单位“家”与本方案的“万元”不能换算。",
    ]
    assert next(t for t in county.plan().targets if t.scope == Scope(2021)).baseline == 5
    assert take_targets(county, FILES, path).unchanged == 3


def test_a_county_without_targets_and_a_unit_that_is_none(city: Desk, tmp_path: Path) -> None:
    with city.work() as work:
        work.plans.save(replace(CITY, targets=()), "李四", city.author.now, 2021)
        work.commit()
    with pytest.raises(UserError, match="还没有小县的目标值"):
        hand_down(city, FILES, "小县", tmp_path / "目标.xlsx")
    with pytest.raises(UserError, match="不是方案中的区县"):
        hand_down(city, FILES, "大市", tmp_path / "目标.xlsx")


def test_a_new_indicator_gets_a_free_code(city: Desk, stores: Stores, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path, 2023)
    taken_codes = (replace(OWN[0], upper=""), replace(OWN[1], code="flow_2", upper=""), replace(OWN[5], upper=""))
    desk = desk_with(stores, tmp_path / "丙县.db", replace(COUNTY, indicators=taken_codes, targets=()))
    take_targets(desk, FILES, path)
    assert [(i.code, i.upper) for i in desk.plan().indicators[3:]] == [
        ("flow_3", "city/flow"),
        ("other_2", "city/other"),
    ]
    desk.store.close()


UNREADABLE = "类型、范围、比较或目标值读不懂"


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        (1, None, "指标编码是空的"),
        (1, "a b", "含有空格"),
        (2, None, "没有指标名称"),
        (4, "奇怪", UNREADABLE),
        (4, "定性任务", UNREADABLE),
        (5, "去年", UNREADABLE),
        (6, "大概", UNREADABLE),
        (7, "很多", UNREADABLE),
        (7, "1E+300", UNREADABLE),
        (7, None, "没有目标值"),
        (7, "-5", "目标值小于 0"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out(
    city: Desk, county: Desk, tmp_path: Path, column: int, text: str | None, why: str
) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path, 2021)
    change_target(path, 4, column, text)
    taken = take_targets(county, FILES, path)
    assert why in taken.left_out[0]
    assert [t.value for t in county.plan().targets if t.scope == Scope(2021) and t.indicator == "flow"] == [90]
    assert [indicator.code for indicator in county.plan().indicators] == [indicator.code for indicator in OWN]


def change_target(path: Path, row: int, column: int, text: str | None) -> None:
    book = load_workbook(path)
    book["下达目标"].cell(row, column).value = text
    book.save(path)


def test_a_target_that_outgrows_the_county_s_unit_is_left_out(city: Desk, county: Desk, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path, 2021)
    change_target(path, 6, 7, "99999999999")
    (why,) = [one for one in take_targets(county, FILES, path).left_out if "大money" in one]
    assert "换算成“万元”后" in why
    assert "超过 12 位整数" in why


def test_the_same_target_twice_is_read_once(city: Desk, county: Desk, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path)
    book = load_workbook(path)
    sheet = book["下达目标"]
    sheet.append([cell.value for cell in sheet[4]])
    sheet.cell(sheet.max_row, 7).value = 999
    book.save(path)
    taken = take_targets(county, FILES, path)
    assert [one for one in taken.left_out if "与前面一行是同一个目标" in one]
    assert next(t for t in county.plan().targets if t.scope == Scope(2021)).value == 100


def test_two_indicators_for_one_of_the_city_s_get_no_target(city: Desk, county: Desk, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path)
    change_target(path, 4, 1, "twice")
    assert "本方案有几个指标都对应它：县甲、县乙" in take_targets(county, FILES, path).left_out[0]


@pytest.mark.parametrize("name", ["小县", "大市小县", "小县人民政府", "小 县"])
def test_the_county_by_the_names_that_a_city_writes(
    stores: Stores, city: Desk, tmp_path: Path, form: Path, name: str
) -> None:
    change_head(form, name)
    desk = desk_with(stores, tmp_path / "丁县.db", COUNTY)
    hand_in(desk, "bureau", Q1, line("flow", "30", "county"))
    assert filled(desk, form)[1]["flow"]["累计完成"] == 30
    desk.store.close()


def change_head(form: Path, name: str | None) -> None:
    book = load_workbook(form)
    row = next(row for row in book["季报"].iter_rows(max_row=4) if any(cell.value == "小县" for cell in row))
    next(cell for cell in row if cell.value == "小县").value = name
    book.save(form)


@pytest.mark.parametrize(("name", "what"), [("邻县", "是给“邻县”的"), (None, "没有写明填报单位")])
def test_another_county_s_form_is_refused(county: Desk, form: Path, name: str | None, what: str) -> None:
    hand_in(county, "bureau", Q1, *BUREAU_LINES)
    change_head(form, name)
    with pytest.raises(UserError, match=what) as refused:
        filled(county, form)
    assert "其他名称" in refused.value.hint
    assert not form.with_name("已填.xlsx").exists()


def test_another_county_s_targets_are_refused(city: Desk, stores: Stores, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path)
    neighbour = replace(COUNTY.organisations[0], name="邻县")
    desk = desk_with(
        stores, tmp_path / "邻县.db", replace(COUNTY, organisations=(neighbour, *COUNTY.organisations[1:]))
    )
    with pytest.raises(UserError, match="是给“小县”的，本方案是“邻县”的"):
        take_targets(desk, FILES, path)
    assert desk.plan().targets == COUNTY.targets
    desk.store.close()


def test_a_form_of_a_plan_that_nothing_here_answers_for(
    city: Desk, county: Desk, stores: Stores, tmp_path: Path, form: Path
) -> None:
    with pytest.raises(UserError, match="是本方案自己的季报表"):
        filled(city, form)
    other = desk_with(stores, tmp_path / "他市.db", replace(CITY, id="other-city"))
    theirs = write_return_forms(other, OpenpyxlForms(), Q1, tmp_path / "他表")[0]
    other.store.close()
    with pytest.raises(UserError, match="本方案没有指标对应它") as refused:
        filled(county, theirs)
    assert "本方案对应的上级方案：city。" in refused.value.hint
    nothing = replace(COUNTY, id="new", indicators=(replace(OWN[0], upper=""),))
    desk = desk_with(stores, tmp_path / "新县.db", nothing)
    with pytest.raises(UserError, match="方案“city”的季报表") as refused:
        filled(desk, form)
    assert refused.value.hint.startswith("请先接收上级目标")
    desk.store.close()


def test_the_form_itself_is_not_overwritten(county: Desk, form: Path) -> None:
    hand_in(county, "bureau", Q1, *BUREAU_LINES)
    before = form.read_bytes()
    with pytest.raises(UserError, match="不能用填好的表盖掉"):
        fill_up(county, CalamineReader(), FILES, form, Q1, form.parent / ".." / form.parent.name / form.name)
    assert form.read_bytes() == before


def test_targets_of_tasks_are_not_handed_down(city: Desk, tmp_path: Path) -> None:
    odd = Target("task", "county", Scope(2021), value=Decimal(1))
    with city.work() as work:
        work.plans.save(replace(CITY, targets=(*CITY.targets, odd)), "李四", city.author.now, 2021)
        work.commit()
    assert len(hand_down(city, FILES, "小县", tmp_path / "目标.xlsx").rows) == 5


def test_its_own_targets_and_other_workbooks_are_refused(city: Desk, county: Desk, form: Path, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    hand_down(city, FILES, "小县", path)
    with pytest.raises(UserError, match="就是本方案下达的"):
        take_targets(city, FILES, path)
    book = load_workbook(path)
    del book["_xiaowei"]
    book.save(path)
    with pytest.raises(UserError, match="识别表已被删除"):
        take_targets(county, FILES, path)
    with pytest.raises(UserError, match="不是下达目标的工作簿"):
        take_targets(county, FILES, form)
