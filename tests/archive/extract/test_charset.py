"""Encodings: what bytes are, whatever the page and the server say of them."""

import codecs

import pytest

from archive.extract.charset import LARGEST_PAGE, decode

TEXT = "沧江县公安局通报一起盗窃案，民警连夜走访，追回被盗车辆三台。" * 4
RARE = "民警喆𠮷在镕溪村走访。" * 6

CASES = [
    ("bom", codecs.BOM_UTF8 + TEXT.encode(), {}, "utf-8"),
    ("utf16", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), {"declared": "gb2312"}, "utf-16-le"),
    ("declared", TEXT.encode("gb18030"), {"declared": "GB2312"}, "gb18030"),
    ("declared_wrongly", TEXT.encode(), {"declared": "gb2312"}, "utf-8"),
    ("meta_wrong", b'<meta charset="gb2312">' + TEXT.encode(), {}, "utf-8"),
    ("meta_right", b'<meta charset="gbk">' + TEXT.encode("gbk"), {}, "gb18030"),
    ("nothing_said", TEXT.encode("gbk"), {}, "gb18030"),
    ("latin_default", TEXT.encode("gbk"), {"declared": "ISO-8859-1"}, "gb18030"),
    ("big5", TEXT.replace("县", "縣").replace("盗", "盜").encode("big5", "ignore"), {"declared": "big5"}, "big5"),
    ("by_rule", TEXT.encode("gbk"), {"rules_charset": "gbk", "declared": "utf-8"}, "gb18030"),
    ("unknown_name", TEXT.encode(), {"declared": "x-nonsense"}, "utf-8"),
]


@pytest.mark.parametrize(("payload", "said", "charset"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_encoding_is_found(payload: bytes, said: dict[str, str], charset: str) -> None:
    decoded = decode(payload, **said)
    assert decoded.charset == charset
    assert "公安局通" in decoded.text
    assert "\ufffd" not in decoded.text


def test_gbk_is_read_as_the_larger_gb18030() -> None:
    assert decode(RARE.encode("gb18030"), declared="gbk").text == RARE


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    payload = (TEXT * 20).encode() + b"\xe6\xb2"
    decoded = decode(payload, declared="utf-8")
    assert decoded.charset == "utf-8"
    assert decoded.text.startswith(TEXT)


def test_no_bytes_are_no_error() -> None:
    assert decode(b"").text == ""


def test_a_page_is_cut_at_five_megabytes() -> None:
    assert len(decode(b"a" * (LARGEST_PAGE + 10)).text) == LARGEST_PAGE
