"""In which encoding a text is that is not UTF-8.

A short text tells little by its statistics: many single-byte encodings fit it. So the letters are asked first: the
encoding that turns every byte into a letter of one and the same language is the likely one, Windows-1252 before others.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WESTERN = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüßẞé",
    "es": "áéíóúüñç",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóùú",
    "nl": "áéíóúàèëïöü",
    "nordic": "åäöæøéü",
    "is": "áðéíóúýþæö",
}
_CENTRAL = {
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "hr": "čćđšž",
    "ro": "ăâîşţ",
}
_TURKISH = {"tr": "çğıöşüâîû"}
_BALTIC = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"}
_HEBREW = {"he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת"}
_CYRILLIC = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
}
_BY_LETTERS = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("cp1257", _BALTIC),
    ("cp850", _WESTERN),
    ("mac_roman", _WESTERN),
    ("cp852", _CENTRAL),
    ("cp1255", _HEBREW),
    ("cp1251", _CYRILLIC),
    ("koi8_r", _CYRILLIC),
    ("cp866", _CYRILLIC),
)
_BY_STATISTICS = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp866", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "iso8859_2", "mac_roman", "cp850"),
)
_NAMES = {"cp932": "shift_jis", "cp949": "euc-kr", "iso8859_2": "iso-8859-2", "mac_roman": "macintosh"}

_SIGNS = frozenset("‘’‚“”„‹›«»–—…•·§°©®™€£¥ªº¹²³½¼¾¿¡×÷±µ¶†‡№\u00a0\u00ad")  # noqa: RUF001 - those that texts have
_MISPLACED = re.compile(
    r"(?<=\w)[‚„¿¡«‹›†‡•·¶©®™€£¥×÷±ªº¹²³½¼¾…“”](?=\w)"  # noqa: RUF001 - the signs are meant
    r"|(?<=\w)[‚„¿¡‹]|[’‘](?=[’‘])|(?<!\w)[Ðð]"  # noqa: RUF001 - the signs are meant
)
"""A sign where only a letter stands: the text is in another encoding, which has a letter at that byte."""

_KANA = re.compile("[\u3041-\u30fa]")
_COMMON = {
    "cp949": re.compile(rb"[\xb0-\xc8][\xa1-\xfe]"),
    "gb18030": re.compile(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]"),
    "cp932": re.compile(rb"[\x81-\x83\x88-\x97][\x40-\xfc]"),
    "euc_jp": re.compile(rb"[\xa1\xa3-\xa5\xb0-\xcf][\xa1-\xfe]"),
    "big5": re.compile(rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]"),
}
"""The bytes of the everyday letters of each East Asian encoding; the first of those that fit alike is taken."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_OTHER_LINES = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_SAMPLE = 16 * 1024
_TINY = 64


class Guess(NamedTuple):
    """A text, the name of the encoding that it was read in, and how many of its bytes are in that and not in UTF-8.

    ``mixed`` is 0 where the whole text is in that encoding.
    """

    text: str
    name: str
    mixed: int = 0


def guess(data: bytes) -> Guess | None:
    """Return a text that is not UTF-8 in the encoding that fits it best, or None if none does.

    >>> guess("Réalisé".encode("cp1252"))
    Guess(text='Réalisé', name='windows-1252', mixed=0)
    """
    if _CONTROLS.search(data):
        return None
    return _damaged_utf_8(data) or _by_letters(data) or _by_statistics(data)


def _damaged_utf_8(data: bytes) -> Guess | None:
    """Read UTF-8 with some foreign bytes, those as Windows-1252, if more of its characters are UTF-8 than not."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= char <= "\udcff" for char in text)
    right = sum(char > "\x7f" for char in text) - wrong
    if right <= wrong:
        return None
    mended = re.sub("[\udc80-\udcff]+", lambda run: _western(run[0].encode("utf-8", "surrogateescape")), text)
    return Guess(mended, "windows-1252", wrong)


def _western(data: bytes) -> str:
    """Read bytes as Windows-1252, and the five that it lacks as Latin-1 does, as web browsers do."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_western(bytes([byte])) if len(data) > 1 else chr(byte) for byte in data)


def _by_letters(data: bytes) -> Guess | None:
    sample = _sample(data)
    for encoding, languages in _BY_LETTERS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        others = {char for char in text if char > "\x7f"} - _SIGNS
        if _is_spelt(text) and any(others <= _letters(each) for each in languages.values()):
            return _whole(data, encoding)
    return None


def _is_spelt(text: str) -> bool:
    """Tell whether no sign stands where only a letter does, and no capital letter behind a small one."""
    turns = (first.islower() and second.isupper() and max(first, second) > "\x7f" for first, second in pairwise(text))
    return _MISPLACED.search(text) is None and not any(turns)


@lru_cache(maxsize=64)
def _letters(alphabet: str) -> frozenset[str]:
    return frozenset(alphabet + alphabet.upper())


def _by_statistics(data: bytes) -> Guess | None:
    """Ask the detector; of a tiny text it knows too little, so Windows-1252 comes first where it fits as well."""
    from charset_normalizer import from_bytes

    sample = _sample(data)
    found = list(from_bytes(sample, cp_isolation=list(_BY_STATISTICS)))
    if not found:
        return None
    western = next((match for match in found if match.encoding == "cp1252"), None)
    if western and len(sample) < _TINY and western.chaos <= found[0].chaos and _is_spelt(str(western)):
        return _whole(data, "cp1252")
    ranked = [match.encoding for match in found]
    if ranked[0] in _COMMON:
        ranked = sorted(_COMMON, key=lambda encoding: -_common_share(sample, encoding)) + ranked
    return next((whole for encoding in ranked if (whole := _whole(data, encoding))), None)


def _common_share(sample: bytes, encoding: str) -> float:
    """Return which share of the letters of a text is everyday ones; a Japanese text without kana is doubted."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0
    others = [char for char in text if char > "\x7f"]
    common = sum(_COMMON[encoding].fullmatch(char.encode(encoding)) is not None for char in others)
    doubted = encoding in {"cp932", "euc_jp"} and not _KANA.search(text)
    return common / len(others) / (2 if doubted else 1)


def _sample(data: bytes) -> bytes:
    """Return the lines that are not ASCII, up to a size; a line end is one in each encoding asked for."""
    lines: list[bytes] = []
    size = 0
    for match in _OTHER_LINES.finditer(data):
        lines.append(match[0][:_SAMPLE])
        size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def _whole(data: bytes, encoding: str) -> Guess | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    name = codecs.lookup(encoding).name
    return Guess(text, _NAMES.get(encoding) or re.sub(r"^cp(125\d)$", r"windows-\1", name))
