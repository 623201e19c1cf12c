"""A file whose last record was cut short: found, set aside, and never at the cost of a whole record."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.members import members
from archive.capture.reader import scan
from archive.capture.repair import repair_tail
from archive.capture.writer import WarcWriter
from archive.errors import ArchiveDamaged
from archive.records import Capture, CapturePlace


def write_three(folder: Path) -> tuple[Path, list[CapturePlace]]:
    with WarcWriter(folder) as writer:
        places = []
        for number in range(3):
            payload = f"<p>第{number}篇通报。</p>".encode() * 9
            capture = Capture(
                "north_police",
                f"http://north.test/{number}.html",
                "2025-12-20T00:00:00Z",
                200,
                (),
                payload,
                payload_digest(payload),
            )
            places.append(writer.write(capture))
    return folder / places[0].file, places


def test_a_tail_torn_at_any_byte_costs_only_the_torn_record(tmp_path: Path) -> None:
    path, places = write_three(tmp_path)
    whole = path.read_bytes()
    last = places[-1]
    ends = {offset + length for offset, length, _ in members(path)}
    for cut in range(last.offset, len(whole) + 1):
        path.write_bytes(whole[:cut])
        repair = repair_tail(path, known_good=places[1].offset)
        kept = max(end for end in ends if end <= cut)
        assert path.read_bytes() == whole[:kept]
        if cut == kept:
            assert repair is None
        else:
            assert repair is not None and (repair.offset, repair.cut) == (kept, cut - kept)
            assert repair.kept_as.read_bytes() == whole[kept:cut]
            repair.kept_as.unlink()
        expected = places if cut >= last.offset + last.length else places[:2]
        assert [place for place, _ in scan(path)] == expected


@pytest.mark.parametrize("junk", [b"\0" * 4096, b"\x1f\x8b\x08\x00half a header", b"plain text"])
def test_junk_behind_the_last_record_is_set_aside(tmp_path: Path, junk: bytes) -> None:
    path, places = write_three(tmp_path)
    size = path.stat().st_size
    with path.open("ab") as stream:
        stream.write(junk)
    repair = repair_tail(path)
    assert repair is not None and repair.kept_as.read_bytes() == junk
    assert path.stat().st_size == size
    assert [place for place, _ in scan(path)] == places


def test_damage_in_the_middle_is_not_a_torn_tail(tmp_path: Path) -> None:
    path, places = write_three(tmp_path)
    damaged = bytearray(path.read_bytes())
    damaged[places[1].offset + 30] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(ArchiveDamaged, match="in its middle"):
        repair_tail(path)
    assert path.read_bytes() == damaged


def test_a_file_shorter_than_remembered_is_damage(tmp_path: Path) -> None:
    path, _ = write_three(tmp_path)
    with pytest.raises(ArchiveDamaged, match="shorter"):
        repair_tail(path, known_good=path.stat().st_size + 1)
