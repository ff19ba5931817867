"""What is on the manual's pictures: which page, where on it, and what has been done there before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.marks import MarksPage
from xiaowei_desktop.ui.pages.scoring import ScoringPage
from xiaowei_desktop.ui.pages.scoring.evidence_panel import EvidencePanel
from xiaowei_desktop.ui.pages.scoring.self_assessment_panel import SelfAssessmentPanel
from xiaowei_desktop.ui.pages.scoring.what_if_panel import WhatIfPanel
from xiaowei_desktop.ui.picture_year import OBJECTOR, UNIT

Step = Callable[[Page], None]
"""Something done on the page, as a clerk would; the window comes to rest after it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its file name, the page, what it leads to there, the quarter in the top bar, and what is done."""

    file: str
    page: str
    place: str = ""
    quarter: int = 4
    steps: tuple[Step, ...] = ()

    def show(self, window: MainWindow, rest: Callable[[], None]) -> None:
        """Brings the window there; `rest` lets it work off what a step has begun."""
        window.show_page(self.page, self.place)
        rest()
        for step in self.steps:
            step(window.current_page)
            rest()


def _tab(title: str) -> Step:
    """A further tab of the scoring page."""

    def step(page: Page) -> None:
        assert isinstance(page, ScoringPage)
        page.panes.tabs.setCurrentWidget(next(panel for panel in page.panels if panel.title == title))

    return step


def _suppose(texts: Mapping[str, str]) -> Step:
    """Supposes figures and judgements, by the names that the command line knows them by."""

    def step(page: Page) -> None:
        assert isinstance(page, ScoringPage)
        panel = next(panel for panel in page.panels if isinstance(panel, WhatIfPanel))
        named = {name: one.key for one in panel.inputs for name in one.names}
        panel.suppose({named[name]: text for name, text in texts.items()})

    return step


def _assessed(item: str) -> Step:
    """An item of the tab 自评."""

    def step(page: Page) -> None:
        assert isinstance(page, ScoringPage)
        next(panel for panel in page.panels if isinstance(panel, SelfAssessmentPanel)).table.select_source(item)

    return step


def _evidence_of(item: str) -> Step:
    """An item of the tab 支撑材料."""

    def step(page: Page) -> None:
        assert isinstance(page, ScoringPage)
        next(panel for panel in page.panels if isinstance(panel, EvidencePanel)).items.select(item)

    return step


def _by_item(page: Page) -> None:
    assert isinstance(page, MarksPage)
    page.viewing.switch_view()


_SUPPOSED = _suppose({"A3": "10", "A2": "10", "innovation_vouchers": "700"})
SCENES = (
    Scene("工作台", "workbench"),
    Scene("目标任务", "breakdown", "individual_to_company"),
    Scene("季报填报", "returns", "market"),
    Scene("汇总进度", "progress", quarter=3),
    Scene("评定", "marks", "market|A2"),
    Scene("评定按项目", "marks", "science|A2", steps=(_by_item,)),
    Scene("考核评分", "scoring", f"{UNIT}|B2.2"),
    Scene("失分分析", "scoring", f"{UNIT}|B2.2", steps=(_tab("失分分析"),)),
    Scene("假设试算", "scoring", f"{UNIT}|B2.2", steps=(_tab("假设试算"), _SUPPOSED)),
    Scene("自评", "scoring", f"{UNIT}|B2.2", steps=(_tab("自评"), _assessed("B2.2"))),
    Scene("异议", "scoring", f"{OBJECTOR}|A5", steps=(_tab("异议"),)),
    Scene("支撑材料", "scoring", f"{UNIT}|A1", steps=(_tab("支撑材料"), _evidence_of("A1"))),
    Scene("报表打印", "printing"),
    Scene("方案设置", "readings", "labour_points"),
    Scene("考核细则", "readings", "A1"),
    Scene("数据安全", "safety"),
)
"""On the sample year, with what `picture_year` adds to it."""
FINAL_SCENES = (Scene("定稿", "scoring", f"{UNIT}|B2.2"),)
"""After it has been finalised."""
CITY_SCENES = (
    Scene("市级目标任务", "breakdown", "new_enterprises", quarter=1),
    Scene("区县目标分解表", "printing", "county-targets", quarter=1),
    Scene("市级方案指标", "readings", "new_enterprises", quarter=1),
)
