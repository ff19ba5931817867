"""Plan ↔ seven tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xiaowei_desktop.application.ports.plan_tables import PlanRow, PlanTables, ReadPlan
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.period import WHOLE_PLAN
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.document import plan_from_document, plan_to_document
from xiaowei_desktop.planfiles.findings import PlanFileError
from xiaowei_desktop.planfiles.tables import columns
from xiaowei_desktop.planfiles.tables.columns import HEAD_SHEET, LISTS, SHEETS, ListTable
from xiaowei_desktop.planfiles.tables.entries import Entries
from xiaowei_desktop.planfiles.tables.head import HeadReader, head_table
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import Faults
from xiaowei_desktop.planfiles.tables.presence import tables_are_there
from xiaowei_desktop.planfiles.tables.quoting import entries
from xiaowei_desktop.planfiles.tables.scheme_findings import scheme_findings
from xiaowei_desktop.planfiles.tables.scheme_information import section_rows
from xiaowei_desktop.planfiles.tables.scheme_rows import tree_faults

_NOBODY = OrganisationNames(())


class PlanTablesInWords:
    """The application's `PlanTableCodec`: the office's words instead of keys, names instead of organisations' codes."""

    def tables(self, plan: Plan) -> PlanTables:
        document: Any = plan_to_document(plan)
        names = OrganisationNames((found.code, (found.name,)) for found in plan.organisations)
        known = _information(plan)
        choices = _choices(plan)
        lists = (
            Entries(table, names, choices.get(table.path, {})).show(raw, known.get(table.path, [{}] * len(raw)))
            for table in LISTS
            for raw in [_list(document, table)]
        )
        return (head_table(document, names), *lists)

    def blank(self) -> PlanTables:
        """The tables without a plan."""
        lists = (Entries(table, _NOBODY, {}).show((), ()) for table in LISTS)
        return (head_table({"span": ["", ""]}, _NOBODY), *lists)

    def read(self, tables: PlanTables) -> ReadPlan:
        faults = Faults()
        given = {table.sheet: table for table in tables}
        complete = tables_are_there(given, faults)
        document = _document({sheet: given[sheet].rows if sheet in given else () for sheet in SHEETS}, faults)
        plan: Plan | None = None
        try:
            plan = plan_from_document(document, "")
        except PlanFileError as refused:
            follows = () if complete else ("plan-unknown-code", "plan-tree")
            for issue in (issue for issue in refused.issues if issue.code not in follows):
                faults.take_over(issue)
        if plan is None or faults.issues:
            return ReadPlan(None, tuple(_in_order(faults.issues)))
        return ReadPlan(plan, tuple(_in_order(scheme_findings(plan, given))))


def _list(document: Mapping[str, Any], table: ListTable) -> list[Mapping[str, Any]]:
    found: Any = document
    for key in table.path.split("."):
        found = found.get(key, [] if key != "scheme" else {})
    return list(found)


def _information(plan: Plan) -> dict[str, list[PlanRow]]:
    """The cells that are shown beside an entry's own."""
    indicators = [plan.indicator(target.indicator) for target in plan.targets]
    nodes = section_rows(plan.scheme) if plan.scheme else []
    return {
        columns.TARGETS.path: [
            {columns.INDICATOR_NAME: found.name, columns.TARGET_UNIT: found.measure_unit} for found in indicators
        ],
        columns.NODES.path: nodes,
    }


def _choices(plan: Plan) -> dict[str, dict[str, tuple[str, ...]]]:
    codes = tuple(indicator.code for indicator in plan.indicators)
    units = tuple(organisation.name for organisation in plan.organisations)
    duties = dict.fromkeys(("lead", "responsible", "supporting", "data_providers"), units)
    years = (WHOLE_PLAN.in_words, *(str(year) for year in plan.span.years))
    nodes = tuple(node.code for node in plan.scheme.root.walk()) if plan.scheme else ()
    return {
        columns.INDICATORS.path: {**duties, "group": plan.groups, "subset_of": codes},
        columns.TARGETS.path: {"indicator": codes, "subject": units, "scope": years},
        columns.TASKS.path: {**duties, "group": plan.groups, "indicators": codes},
        columns.NODES.path: {"parent": nodes, "applies_to": units},
        columns.READINGS.path: {"acts_on": (*codes, *nodes)},
    }


def _document(rows: Mapping[str, Sequence[PlanRow]], faults: Faults) -> dict[str, Any]:
    names = OrganisationNames(
        (
            (
                row.get("code", "").strip(),
                (row.get("name", ""), row.get("full_name", ""), *entries(row.get("aliases", ""))),
            )
            for row in rows[columns.ORGANISATIONS.sheet]
        ),
        complete=not any(faults.is_told(f"{columns.ORGANISATIONS.sheet}!{key}") for key in ("", "code", "name")),
    )
    document = HeadReader(names, faults).read(rows[HEAD_SHEET]) if not faults.is_told("id") else {}
    units = {row.get("code", "").strip(): row.get("measure_unit", "") for row in rows[columns.INDICATORS.sheet]}
    for table in LISTS:
        of_rows = [units.get(row.get("indicator", "").strip(), "") for row in rows[table.sheet]]
        found = Entries(table, names, {}).read(rows[table.sheet], faults, of_rows)
        if table is not columns.NODES:
            document[table.path] = found
        elif found or document.get("scheme"):
            document.setdefault("scheme", {})["nodes"] = found
            for issue in tree_faults(found, table.path):
                faults.take_over(issue)
    _check_years(document, faults)
    return document


def _check_years(document: Mapping[str, Any], faults: Faults) -> None:
    """A year outside the span is found even where other cells are faulty."""
    match document.get("span"):
        case [int(first), int(last)] if first <= last:
            for number, target in enumerate(document["targets"], start=1):
                year = target.get("scope")
                if isinstance(year, int) and not first <= year <= last:
                    place = Place(field=f"targets[{number}].scope")
                    faults.take_over(error("plan-years", f"{year} 年不在规划期 {first}–{last} 之内。", place))


def _in_order(issues: Iterable[Issue]) -> list[Issue]:
    """As one reads the workbook: sheet by sheet, from above."""
    order = {sheet: number for number, sheet in enumerate(SHEETS)}
    return sorted(issues, key=lambda issue: (order.get(issue.place.sheet, -1), int(issue.place.row or 0)))
