"""The fields of a record, by whatever names archives, exports and web APIs give them.

{"headline": {"main": ...}, "body": ["...", "..."], "publishedAt": ..., "source": {"name": ...}}
{"title": ..., "text": ..., "date": ..., "source": ...}                 is what comes out
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.lexicon.loader import table

_TABLE = table("record_fields")
_AROUND = _TABLE["around"]
_WITHIN = _TABLE["within"]
_NAMES = {name: field for field, names in _TABLE.items() if field not in ("within", "around") for name in names}
_SIGNS = {"outlet_sign": "source", "address_sign": "url", "day_sign": "date"}
_BESIDE = ("title", "date", "url")  # one of them shows that a text under another name is an article's


def usual_fields(record: Mapping[str, object]) -> dict[str, object]:
    """The record with the fields of an article under newsbot's names; a field under its own name goes first."""
    record = _unwrapped(record)
    found: dict[str, object] = {name: value for name, value in record.items() if name in _TABLE}
    for name, value in record.items():
        field = _NAMES.get(name.lower().replace("_", "").replace("-", ""), "")
        if field and value is not None and found.get(field) in (None, ""):
            found[field] = value
    if record.get("text") is None and not any(found.get(name) for name in _BESIDE):
        found.pop("text", None)
    _take_signs(found)
    blurb = found.pop("blurb", None)
    if not found.get("text") and blurb and all(found.get(name) for name in _BESIDE):
        found |= {"text": blurb, "blurb": True}
    return {name: _plain_value(value) for name, value in found.items()}


def _take_signs(found: dict[str, object]) -> None:
    """Fill the fields that a record names none for from what only hints at them."""
    for sign, field in _SIGNS.items():
        hinted = _plain_value(found.pop(sign, None))
        if isinstance(hinted, str) and hinted and not found.get(field):
            found[field] = hinted


def _unwrapped(record: Mapping[str, object]) -> Mapping[str, object]:
    """The record with the fields of an object in it that holds the article: a search engine's "_source"."""
    around = next((value for name in _AROUND if isinstance(value := record.get(name), dict)), None)
    return record if around is None or record.get("text") is not None else {**record, **around}


def _plain_value(value: object) -> object:
    """What a nested value holds: an object's own value, the paragraphs of a list."""
    if isinstance(value, dict):
        held = (value.get(name) for name in _WITHIN)
        return next((_plain_value(one) for one in held if isinstance(_plain_value(one), str | int)), value)
    if isinstance(value, list):  # paragraphs, or blocks of a page
        told = [_plain_value(part) for part in value]
        return "\n".join(part for part in told if isinstance(part, str)) or value
    return value
