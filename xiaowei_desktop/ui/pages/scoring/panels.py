"""The further tabs of the scoring page, in their order."""

from __future__ import annotations

from collections.abc import Callable

from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.evidence_panel import EvidencePanel
from xiaowei_desktop.ui.pages.scoring.losses_panel import LossesPanel
from xiaowei_desktop.ui.pages.scoring.objections_panel import ObjectionsPanel
from xiaowei_desktop.ui.pages.scoring.panel import ScoringPanel
from xiaowei_desktop.ui.pages.scoring.self_assessment_panel import SelfAssessmentPanel
from xiaowei_desktop.ui.pages.scoring.what_if_panel import WhatIfPanel
from xiaowei_desktop.ui.workplace import Workplace

PanelMaker = Callable[[Page, Workplace], ScoringPanel]
"""Makes a panel for the page, on whose banner and signals it says what came of its work."""

PANELS: tuple[PanelMaker, ...] = (LossesPanel, WhatIfPanel, SelfAssessmentPanel, ObjectionsPanel, EvidencePanel)
