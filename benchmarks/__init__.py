"""Figures as ratios against a baseline, measured in one run: `python -m benchmarks`."""
