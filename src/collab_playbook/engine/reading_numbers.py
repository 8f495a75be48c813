"""Numbers and money as people type them in English and in French."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from collab_playbook.saying import say

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "))
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2019": "'"})
_DECIMAL_SIGN = {"fr": ","}
_FACTORS = {
    "k": 1_000,
    "thousand": 1_000,
    "mille": 1_000,
    "m": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
}
_EXACT = Context(prec=100)
"""Far more digits than a stored number may have, so that typing never rounds."""
_NUMBER = re.compile(r"^([+-]?) ?(\d[\d., ']*|[.,]\d+) ?([a-z]*)$")
_GROUPS = re.compile(r"^\d{1,3}(?:([ ',.])\d{3})(?:\1\d{3})*$")
_SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "euro": "EUR",
    "euros": "EUR",
    "dollars": "USD",
}
_CODES = (
    "EUR USD GBP CHF CAD AUD NZD JPY CNY SEK NOK DKK ISK PLN CZK HUF RON BGN TRY MAD TND DZD "
    "XOF XAF INR BRL ZAR MXN SGD HKD KRW AED SAR ILS "
)
"""Codes known in small letters too; in capitals any three letters are taken for a currency."""
_CURRENCY_LAST = re.compile(
    r"^(.*?) ?(?:(?<=[\d ])|(?<=[\d ][km]))(€|\$|£|¥|(?!mio$)[a-z]{3}|euros?|dollars)$",
    re.IGNORECASE,
)
_CURRENCY_FIRST = re.compile(r"^([km]?)(€|\$|£|¥|[a-z]{3})(?=[\d ,.+-]) ?(.*)$", re.IGNORECASE)


def read_number(text: str, language: str) -> Decimal:
    """The number that a text means.

    In French the comma is the decimal sign, in English the point; the other sign is taken where
    only one meaning is left. Thousands may be set apart by spaces, apostrophes or the language's
    own sign; ``k`` and ``M`` multiply.

    Raises:
        ValueError: It is no number, or could be two.
    """
    found = _NUMBER.match(text.translate(_SPACES).translate(_MINUS).strip().casefold())
    if found is None:
        raise ValueError(say("'{text}' is not a number", text=text.strip()[:40]))
    sign, body, word = found.groups()
    if word and word not in _FACTORS:
        raise ValueError(
            say(
                "'{text}' is not a number: what is '{word}'?",
                text=text.strip()[:40],
                word=word[:20],
            )
        )
    digits = _neutral(body.strip(), _DECIMAL_SIGN.get(language, "."))
    number = _EXACT.multiply(Decimal(digits), _FACTORS.get(word, 1))
    return number.copy_negate() if sign == "-" else number


def read_percent(text: str, language: str) -> Decimal:
    """The number before ``%``, ``percent`` or ``pour cent``; the sign may be left out."""
    bare = re.sub(r"(?i)\s*(%|per ?cent|pour ?cent|pct)\s*$", "", text.translate(_SPACES))
    return read_number(bare, language)


def read_money(text: str, language: str, usual: str) -> tuple[Decimal, str]:
    """An amount and its currency, before or behind; ``usual`` is meant where none is written.

    Raises:
        ValueError: There is no amount, or no currency is written and none is usual.
    """
    plain = text.translate(_SPACES).strip()
    amount, currency = plain, usual
    if not re.search(r"[0-9]", plain):
        raise ValueError(say("'{plain}' is not an amount", plain=plain[:40]))
    if last := _CURRENCY_LAST.match(plain):
        amount, currency = last[1], _currency(last[2])
    elif first := _CURRENCY_FIRST.match(plain):
        amount, currency = first[3] + first[1], _currency(first[2])
    number = read_number(amount, language)
    if not currency:
        raise ValueError(say("add the currency, such as EUR"))
    return number, currency


def currency_of(text: str) -> str:
    """The currency that a believable amount mentions; empty where it mentions none."""
    try:
        return read_money(text, "en", "")[1]
    except ValueError:
        return ""


def _currency(word: str) -> str:
    known = _SYMBOLS.get(word.casefold())
    if known:
        return known
    if f"{word.upper()} " in _CODES or word.isupper():
        return word.upper()
    raise ValueError(
        say("'{word}' is not a currency; write its three letters, such as EUR", word=word)
    )


def _neutral(body: str, decimal_sign: str) -> str:
    """Digits with at most one point."""
    commas, points = body.count(","), body.count(".")
    if commas and points:
        sign = "," if body.rindex(",") > body.rindex(".") else "."
    elif commas + points == 1:
        sign = _single_sign(body, "," if commas else ".", decimal_sign)
    else:
        sign = ""
    if sign and body.endswith(sign):
        raise ValueError(
            say("'{body}' is not a number: digits are missing after the sign", body=body[:40])
        )
    whole, _, rest = body.rpartition(sign) if sign else (body, "", "")
    grouped = bool(re.search(r"[ ',.]", whole))
    if (grouped and not _GROUPS.match(whole)) or not re.fullmatch(r"[0-9]*", rest):
        raise ValueError(
            say("'{body}' is not a number: thousands are groups of three digits", body=body[:40])
        )
    digits = re.sub(r"[ ',.]", "", whole) or "0"
    return f"{digits}.{rest}" if rest else digits


def _single_sign(body: str, sign: str, decimal_sign: str) -> str:
    """The only sign of a number if it is decimal; nothing if it sets thousands apart."""
    if sign == decimal_sign or not re.match(r"^[1-9]\d{0,2}[.,]\d{3}$", body):
        return sign
    if sign == ",":
        return ""
    head, _, tail = body.partition(sign)
    small = tail.rstrip("0") or "0"
    raise ValueError(
        say(
            "'{body}' could be two numbers; write {head}{tail} or {head},{small}",
            body=body,
            head=head,
            tail=tail,
            small=small,
        )
    )
