"""Prints each benchmark as a ratio against a baseline measured in the same run: `python3 dev.py bench`."""

from __future__ import annotations

import platform
import sys

from benchmarks import import_returns, score_counties, score_year, window_start
from benchmarks.ratio import Ratio


def main() -> int:
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for measure in (
        import_returns.measure,
        score_counties.measure,
        score_counties.measure_growth,
        score_year.measure,
        window_start.measure,
    ):
        print(_line(measure()), flush=True)
    return 0


def _line(found: Ratio) -> str:
    return (
        f"{found.name}: {found.median:.2f} × ({found.lowest:.2f}–{found.highest:.2f}), "
        f"{1000 * found.ours:.1f} ms against {1000 * found.baseline:.2f} ms ({found.baseline_name})"
    )


if __name__ == "__main__":
    sys.exit(main())
