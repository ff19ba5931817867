"""placeholder"""
from __future__ import annotations


def play_sample_year(tools, folder):
    raise NotImplementedError
