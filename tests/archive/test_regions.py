"""Codes of regions and their short names."""

from __future__ import annotations

import pytest

from archive.regions import SHORT_NAMES, region_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("000000", "全国"),
        ("620000", "甘肃"),
        ("340181", "安徽"),
        ("110105", "北京"),
        ("150100", "内蒙古"),
        ("990300", "北川省"),
        ("990315", "北川省"),
        ("000001", "全国"),
        ("980000", ""),
        ("62", ""),
        ("甘肃", ""),
        ("", ""),
    ],
)
def test_region_name(code: str, name: str) -> None:
    assert region_name(code) == name


def test_every_name_is_used_once() -> None:
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)
