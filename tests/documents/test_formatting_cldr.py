"""Our numbers, money and dates beside those of Unicode's CLDR, which Babel carries.

Where a document differs from CLDR it says so here: dates with the French ``1er``, a currency by its
code in English because a group reads ``EUR 12,000`` and ``CHF 12,000`` in one table, pounds without
their country, a blank before the English percent sign as international standards have it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.documents.formatting import (
    date_text,
    manner_of,
    money_text,
    month_text,
    number_text,
    percent_text,
)

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
LANGUAGES = st.sampled_from(sorted(LOCALES))
NUMBERS = st.decimals(0, 10**9, allow_nan=False, places=2)
DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@given(NUMBERS, LANGUAGES)
def test_numbers_are_written_as_the_locale_writes_them(value: Decimal, language: str) -> None:
    wanted = format_decimal(value, "#,##0.00", locale=LOCALES[language])
    assert number_text(value, manner_of(language)) == wanted


@given(NUMBERS, st.sampled_from(["EUR", "CHF", "GBP"]))
def test_french_money_is_written_as_the_locale_writes_it(value: Decimal, currency: str) -> None:
    wanted = format_currency(value, currency, locale="fr_FR").replace("£GB", "£")
    assert money_text(value, currency, manner_of("fr")) == wanted


@given(NUMBERS, st.sampled_from(["EUR", "CHF", "USD"]))
def test_english_money_is_written_with_the_code_before_it(value: Decimal, currency: str) -> None:
    wanted = format_currency(value, currency, "¤¤ #,##0.00", locale="en_GB")
    assert money_text(value, currency, manner_of("en")) == wanted.replace("\u00a0", " ")


@given(DAYS, LANGUAGES)
def test_days_are_written_as_the_locale_writes_them(day: date, language: str) -> None:
    wanted = format_date(day, "d MMMM y", locale=LOCALES[language])
    if language == "fr" and day.day == 1:
        wanted = wanted.replace("1 ", "1er ", 1)
    assert date_text(day, manner_of(language)) == wanted
    assert month_text(day, manner_of(language)) == format_date(
        day, "MMMM y", locale=LOCALES[language]
    )


@given(st.decimals(0, 100, allow_nan=False, places=3), LANGUAGES)
def test_a_share_is_written_as_the_locale_writes_it(share: Decimal, language: str) -> None:
    pattern = {"en": "#,##0.0 %", "fr": "#,##0.0\u00a0%"}[language]
    wanted = format_percent(share, pattern, locale=LOCALES[language])
    assert percent_text((share * 100).quantize(Decimal("0.1")), manner_of(language)) == wanted
