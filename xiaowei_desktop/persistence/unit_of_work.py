"""One transaction with its repositories."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from xiaowei_desktop.application.ports.attachments import AttachmentRepository
from xiaowei_desktop.application.ports.finals import FinalRepository
from xiaowei_desktop.application.ports.storage import History, MarkRepository, PlanRepository, ReturnRepository
from xiaowei_desktop.application.ports.units_voice import ObjectionRepository, SelfAssessmentRepository
from xiaowei_desktop.persistence.attachments import SqlAttachments
from xiaowei_desktop.persistence.finals import SqlFinals
from xiaowei_desktop.persistence.history import SqlHistory
from xiaowei_desktop.persistence.marks import SqlMarks
from xiaowei_desktop.persistence.objections import SqlObjections
from xiaowei_desktop.persistence.plans import PlanCodec, SqlPlans
from xiaowei_desktop.persistence.returns import SqlReturns
from xiaowei_desktop.persistence.self_assessments import SqlSelfAssessments


class SqlUnitOfWork:
    """What is done in the block is stored by `commit`, and undone when the block is left without it."""

    plans: PlanRepository
    returns: ReturnRepository
    marks: MarkRepository
    attachments: AttachmentRepository
    self_assessments: SelfAssessmentRepository
    objections: ObjectionRepository
    finals: FinalRepository
    history: History

    def __init__(self, engine: Engine, codec: PlanCodec) -> None:
        self._session = Session(engine)
        self.plans = SqlPlans(self._session, codec)
        self.returns = SqlReturns(self._session)
        self.marks = SqlMarks(self._session)
        self.attachments = SqlAttachments(self._session)
        self.self_assessments = SqlSelfAssessments(self._session)
        self.objections = SqlObjections(self._session)
        self.finals = SqlFinals(self._session, codec)
        self.history = SqlHistory(self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def commit(self) -> None:
        self._session.commit()
