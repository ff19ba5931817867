"""层层分解, played through: the city breaks down and hands down, the county reports back through its own plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.command_line import done, run
from tests.unit.domain.small_office import line, reported
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnLine

WEIGHTS = "越城区=7,柯桥区=6,上虞区=5,诸暨市=4,嵊州市=3,新昌县=2"
CITY = "shaoxing-2021-2023"
Q4 = Quarter(2021, 4)
COUNTY = Plan(
    id="yuecheng-2021",
    title="越城区小微企业三年成长计划",
    short_title="越城区计划",
    document="越政办〔2021〕1号",
    issuer="越城区小微办",
    span=Span(2021, 2023),
    subject="district",
    organisations=(
        Organisation("district", "越城区", OrganisationKind.AREA),
        Organisation("bureau", "区市监局", OrganisationKind.BUREAU),
    ),
    groups=(),
    indicators=(
        Indicator(
            "fresh", "新设小微企业", IndicatorKind.FLOW, "家", responsible=("bureau",), upper=f"{CITY}/new_enterprises"
        ),
    ),
    targets=(Target("fresh", "district", WHOLE_PLAN, value=Decimal(14000), baseline=Decimal(9)),),
    tasks=(),
    scheme=None,
    readings=(),
)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    path = tmp_path / "绍兴.db"
    done("new", path, "--plan", CITY)
    done(
        "breakdown", path, "--indicator", "new_enterprises", "--scope", "plan", "--by", "weights", "--weights", WEIGHTS
    )
    done("breakdown", path, "--indicator", "eight_industries", "--scope", "plan", "--by", "equal")
    return path


@pytest.fixture
def county(tools: Toolbox, tmp_path: Path) -> Path:
    path = tmp_path / "越城.db"
    store = tools.stores.create(path)
    with store.work() as work:
        work.plans.save(COUNTY, "王五", datetime(2021, 9, 3), 2021)
        work.commit()
    store.close()
    return path


def plan_of(database: Path) -> dict[str, dict[str, object]]:
    return {found["code"]: found for found in done("plan", "show", database, "--json").json["indicators"]}


def accept(tools: Toolbox, database: Path, *lines: ReturnLine) -> None:
    store = tools.stores.open(database)
    with store.work() as work:
        report = reported("bureau", Q4, *lines)
        work.returns.save(COUNTY.id, report.approve("王五", datetime(2022, 1, 8)))
        work.commit()
    store.close()


def test_targets_go_down_and_figures_come_up(tools: Toolbox, city: Path, county: Path, tmp_path: Path) -> None:
    handed = tmp_path / "越城区目标.xlsx"
    done("targets", city, "--unit", "越城区", "--out", handed)
    taken = done("targets", "take", county, handed)
    assert "改动：“新设小微企业”规划期目标：14260家（原14000家）" in taken.out
    assert "新增指标“新增八大万亿产业小微企业”，请指定填报单位" in taken.out
    indicators = plan_of(county)
    assert list(indicators) == ["fresh", "eight_industries"]
    assert indicators["eight_industries"]["targets"][0]["value"] == "2000"  # type: ignore[index]
    again = done("targets", "take", county, handed)
    assert "新增 0 处，改动 0 处，2 个目标未变化" in again.err

    accept(tools, county, line("fresh", "4800", "district"))
    done("forms", city, "--quarter", "2021Q4", "--unit", "越城区", "--out", tmp_path / "季报")
    (form,) = (tmp_path / "季报").glob("*.xlsx")
    filled = tmp_path / "越城区已填.xlsx"
    told = done("fill-up", county, form, "--quarter", "2021Q4", "--out", filled)
    assert "已填 1 行" in told.err
    assert "由谁报送" in told.err
    assert "本方案没有指标对应它" in told.err

    taken_in = done("import", city, filled, "--json").json["files"][0]
    assert (taken_in["outcome"], taken_in["unit"]) == ("imported", "越城区")
    rows = done("progress", city, "--quarter", "2021Q4", "--json").json["rows"]
    (row,) = [row for row in rows if (row["indicator"], row["subject"]) == ("new_enterprises", "越城区")]
    assert row["actual"] == "4800"


def test_the_form_keeps_everything_else(tools: Toolbox, city: Path, county: Path, tmp_path: Path) -> None:
    accept(tools, county, line("fresh", "4800", "district"))
    done("forms", city, "--quarter", "2021Q4", "--unit", "越城区", "--out", tmp_path / "季报")
    (form,) = (tmp_path / "季报").glob("*.xlsx")
    done("fill-up", county, form, "--quarter", "2021Q4", "--out", tmp_path / "已填.xlsx")
    before, after = load_workbook(form), load_workbook(tmp_path / "已填.xlsx")
    assert before.sheetnames == after.sheetnames
    sheet, filled = before["季报"], after["季报"]
    changed = [c.coordinate for row in sheet.iter_rows() for c in row if c.value != filled[c.coordinate].value]
    assert len(changed) == 1
    assert filled[changed[0]].value == 4800
    assert filled.protection.sheet
    assert len(filled.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert filled.merged_cells == sheet.merged_cells


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("targets", "CITY", "--unit", "市金融办", "--out", "x.xlsx"), "不是方案中的区县"),
        (("targets", "CITY", "--unit", "越城区", "--out", "x.xlsx", "--year", "2022"), ""),
        (("targets", "take", "CITY", "HANDED"), "就是本方案下达的"),
        (("targets", "take", "COUNTY", "FORM"), "不是下达目标的工作簿"),
        (("fill-up", "COUNTY", "FORM", "--quarter", "2021Q3", "--out", "x.xlsx"), "不是 2021Q3 的"),
        (("fill-up", "COUNTY", "FORM", "--quarter", "2021Q4", "--out", "x.xlsx"), "没有一行能填"),
    ],
)
def test_the_wrong_file_is_refused(
    city: Path, county: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done("targets", city, "--unit", "越城区", "--out", tmp_path / "目标.xlsx")
    done("forms", city, "--quarter", "2021Q4", "--unit", "越城区", "--out", tmp_path / "季报")
    places = {
        "CITY": city,
        "COUNTY": county,
        "HANDED": tmp_path / "目标.xlsx",
        "FORM": next((tmp_path / "季报").glob("*.xlsx")),
        "x.xlsx": tmp_path / "x.xlsx",
    }
    ran = run(*(places.get(argument, argument) for argument in arguments))
    assert ran.status == (1 if message else 0), ran.err
    assert message in ran.err


def test_a_breakdown_that_differs_is_refused_and_a_dry_run_stores_nothing(city: Path) -> None:
    common = ("breakdown", city, "--indicator", "new_enterprises", "--scope", "plan", "--by", "hand", "--values")
    refused = run(*common, "越城区=15000")
    assert refused.status == 1
    assert "超分740家" in refused.err
    tried = done(*common, "越城区=15000", "--dry-run", "--json").json
    assert (tried["difference"], tried["stored"]) == ("740", False)
    assert json.dumps(plan_of(city)["new_enterprises"]).count("15000") == 0
    done(*common, "越城区=15000", "--reason", "留有余地")
    assert run("breakdown", city, "--indicator", "x", "--scope", "年", "--by", "equal").status == 2
    assert run(*common, "越城区").status == 2
    assert run("targets", city).status == 2


def test_what_the_county_cannot_take_is_told(tools: Toolbox, city: Path, tmp_path: Path) -> None:
    done("targets", city, "--unit", "越城区", "--out", tmp_path / "目标.xlsx")
    other = replace(COUNTY, indicators=(replace(COUNTY.indicators[0], measure_unit="万元"),))
    store = tools.stores.create(tmp_path / "万元.db")
    with store.work() as work:
        work.plans.save(other, "王五", datetime(2021, 9, 3), 2021)
        work.commit()
    store.close()
    ran = run("targets", "take", tmp_path / "万元.db", tmp_path / "目标.xlsx")
    assert ran.status == 1
    assert "不能换算" in ran.err
