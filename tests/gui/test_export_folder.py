"""Where file dialogs begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

from xiaowei_desktop.ui.dialogs.export import last_folder, remember_folder
from xiaowei_desktop.ui.workplace import LAST_DATABASE_KEY


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """文档 as the system names it; it need not exist."""
    folder = tmp_path / "文档"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(folder))
    return folder


def test_without_documents_a_dialog_begins_beside_the_database(
    settings: QSettings, documents: Path, tmp_path: Path
) -> None:
    settings.setValue(LAST_DATABASE_KEY, str(tmp_path / "数据" / "滨江.db"))
    assert last_folder(settings) == tmp_path / "数据"
    documents.mkdir()
    assert last_folder(settings) == documents


def test_the_folder_used_last_comes_first(settings: QSettings, documents: Path, tmp_path: Path) -> None:
    documents.mkdir()
    remember_folder(settings, tmp_path)
    assert last_folder(settings) == tmp_path
