"""What a spam mirror does to a page: traditional characters, some of them replaced in GBK bytes by `C(pinyin)`."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, pinyin

from crawler.sample_web.traditional import to_traditional

FIRST_MARKED = "動進實號會訪細認務員開對學習眾獲機關們電書經過處發線報點時間應當場層傳統風險參與舉辦質營寫總給讓還"
SECOND_MARKED = "發現關們個將張隊員處實側應當種類門診斷續評選樹為與廣對眾導幫親愛難護嚴億傷寧強"


def mirrored(text: str, marked: str, *, shift: bool = True) -> str:
    """One line as the mirror prints it.

    With `shift`, characters GBK lacks become "?" and the replacement also hits pairs that straddle two characters, so
    that the bytes after it shift until the next ASCII byte: the damage `archive.normalise.mirror` undoes.
    """
    folded = to_traditional(text)
    if not shift:
        return "".join(f"{one}({_sound(one)})" if one in marked else one for one in folded)
    raw = folded.encode("gbk", errors="replace")
    for one in dict.fromkeys(marked):
        spot = one.encode("gbk")
        raw = raw.replace(spot, spot + f"({_sound(one)})".encode("gbk"))
    return _decode(raw)


@lru_cache(maxsize=512)
def _sound(one: str) -> str:
    # ɡ and some toned vowels are outside GBK; the mirrors print what GBK can hold
    return pinyin(one, style=Style.TONE)[0][0].replace("ɡ", "g")


def _decode(raw: bytes) -> str:
    """GBK as lenient decoders read it: a pair that is no character becomes one "?", whatever its second byte was."""
    out: list[str] = []
    at = 0
    while at < len(raw):
        if raw[at] < 0x80:
            out.append(chr(raw[at]))
            at += 1
            continue
        try:
            out.append(raw[at : at + 2].decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        at += 2
    return "".join(out)
