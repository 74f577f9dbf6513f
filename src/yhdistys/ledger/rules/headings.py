"""The headings of ledgers in Finnish, Swedish and English, and what their columns look like."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from yhdistys.exchange.cells import UNREADABLE, cents_of, code_and_name, day_of, is_code, text_of
from yhdistys.exchange.columns import ColumnWords, Fits
from yhdistys.exchange.headers import FieldWords
from yhdistys.exchange.tables import Cell

MONEY_FIELDS: Final = ("debit", "credit", "amount", "balance", "opening", "change")

_WORDS: Final[FieldWords] = {
    "date": (
        "pvm", "päivämäärä", "kirjauspäivä", "kirjauspvm", "kirjauspäivämäärä", "tositepäivä",
        "tositepvm", "tosite pvm", "tositteen päivä", "kp-pvm", "vientipäivä", "tapahtumapäivä",
        "päiväys", "päivä", "datum", "bokföringsdatum", "bokföringsdag", "verifikatdatum",
        "verifikationsdatum", "date", "posting date", "booking date", "voucher date",
    ),
    "voucher": (
        "tosite", "tositenumero", "tositenro", "tosite nro", "tositteen numero", "tositetunnus",
        "tos.nro", "verifikat", "verifikatnummer", "verifikation", "verifikationsnummer",
        "vernr", "ver.nr", "voucher", "voucher number", "voucher no", "document number", "nro?",
        "numero?", "nr?",
    ),
    "voucher_series": (
        "numerosarja", "tositelaji", "tositesarja", "sarja", "verifikatserie",
        "verifikationsserie", "serie", "voucher series", "series",
    ),
    "account": (
        "tili", "tilinumero", "tilinro", "tilin numero", "tili nro", "tilikoodi", "konto",
        "kontonr", "kontonummer", "account", "account number", "account no", "nro?", "numero?",
        "nr?",
    ),
    "account_name": (
        "tilin nimi", "tilinimi", "tilin selite", "kontonamn", "kontots namn", "kontobenämning",
        "account name", "tili?", "konto?", "nimi?", "namn?", "name?",
    ),
    "cost_centre": (
        "kustannuspaikka", "kp", "kustp", "kust.p", "kpaikka", "kustannuspaikkatunnus",
        "kustannuspaikan numero", "kohdennus", "laskentakohde", "kohde", "toiminto",
        "kostnadsställe", "kst", "kostnadsställenummer", "cost centre", "cost center",
    ),
    "cost_centre_name": (
        "kustannuspaikan nimi", "kp:n nimi", "kp nimi", "kohdennuksen nimi", "laskentakohteen nimi",
        "kostnadsställets namn", "kostnadsställenamn", "cost centre name", "cost center name",
    ),
    "project": (
        "projekti", "projektitunnus", "projektin nimi", "hanke", "työnro", "työnumero", "projekt",
        "project",
    ),
    "text": (
        "selite", "selitys", "kuvaus", "vientiselite", "kirjausselite", "tositteen selite",
        "viesti", "teksti", "förklaring", "beskrivning", "text", "description", "explanation",
        "memo",
    ),
    "debit": ("debet", "debit", "per"),
    "credit": ("kredit", "credit", "an"),
    "amount": (
        "summa", "määrä", "euro", "euroa", "vientisumma", "kirjaussumma", "veroton summa",
        "belopp", "amount", "sum",
    ),
    "balance": (
        "saldo", "kum. summa", "kumulatiivinen summa", "kumulatiivinen", "kumul.", "kp-saldo",
        "juokseva saldo", "kertymä", "ackumulerat", "löpande saldo", "balance", "running balance",
    ),
    "opening": (
        "alkusaldo", "avaava saldo", "edellinen saldo", "ingående balans", "ingående saldo",
        "opening balance",
    ),
    "change": ("kk-muutos", "muutos", "kuukausimuutos", "förändring", "change"),
    "currency": (
        "valuutta", "valuuttakoodi", "val", "valuta", "valutakod", "currency", "currency code",
    ),
    "vat": ("alv", "alv-%", "alv %", "alv-koodi", "alv-kanta", "vero", "moms", "vat"),
}  # fmt: skip


def _is_account(cell: Cell) -> bool:
    return is_code(code_and_name(cell)[0])


def _is_name(cell: Cell) -> bool:
    text = text_of(cell)
    return bool(text) and not text[0].isdigit()


def _is_day(cell: Cell) -> bool:
    return day_of(cell) is not UNREADABLE


def _is_money(cell: Cell) -> bool:
    return cents_of(cell) is not UNREADABLE


_FITS: Final[Mapping[str, Fits]] = {
    "account": _is_account,
    "account_name": _is_name,
    "date": _is_day,
    **dict.fromkeys(MONEY_FIELDS, _is_money),
}

LEDGER_COLUMNS: Final = ColumnWords(words=_WORDS, fits=_FITS)


def is_ledger_header(fields: Collection[str]) -> bool:
    """Say whether these fields can be the headings of a ledger: when, how much, and of what."""
    has_amount = "debit" in fields or "credit" in fields or "amount" in fields
    return "date" in fields and has_amount and not {"account", "voucher"}.isdisjoint(fields)
