"""The two charts that come with the program."""

from __future__ import annotations

from importlib import resources

import pytest

from yhdistys.i18n import LANGUAGES
from yhdistys.ledger.rules.categories import CATEGORIES, category_of
from yhdistys.ledger.rules.chart import Chart, accounts_without_line, parse_chart, side_of

PRESETS = ("fi_common", "fi_compact")


def preset(name: str) -> Chart:
    place = resources.files("yhdistys_resources") / "charts" / f"{name}.toml"
    return parse_chart(place.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_chart_under_its_own_name(name: str) -> None:
    chart = preset(name)
    assert chart.id == name
    assert 90 <= len(chart.accounts) <= 130


@pytest.mark.parametrize("name", PRESETS)
def test_every_account_of_a_preset_belongs_to_a_line(name: str) -> None:
    chart = preset(name)
    carrying = {account.number: 1 for account in chart.accounts}
    assert accounts_without_line(carrying, chart.lines) == ()


@pytest.mark.parametrize("name", PRESETS)
def test_every_line_of_the_statements_has_accounts(name: str) -> None:
    chart = preset(name)
    lines = {chart.line_of(account.number) for account in chart.accounts}
    assert lines == set(chart.lines.values())
    assert len(lines) == 14


@pytest.mark.parametrize("name", PRESETS)
def test_no_two_accounts_of_a_line_share_a_name(name: str) -> None:
    chart = preset(name)
    for code in LANGUAGES:
        named = [(chart.line_of(account.number), account.names[code]) for account in chart.accounts]
        assert len(named) == len(set(named))


@pytest.mark.parametrize("name", PRESETS)
def test_names_begin_with_a_capital_letter_and_carry_no_stray_spaces(name: str) -> None:
    for account in preset(name).accounts:
        for text in account.names.values():
            assert text[0].isupper()
            assert text == " ".join(text.split())


SAMPLE_ACCOUNTS = [
    ("1900", "Käteiskassa", "Kontantkassa", "balance_assets"),
    ("1910", "Pankkitili", "Bankkonto", "balance_assets"),
    ("1770", "Siirtosaamiset", "Resultatregleringar (fordran)", "balance_assets"),
    (
        "2450",
        "Edellisten tilikausien ylijäämä",
        "Överskott från tidigare räkenskapsperioder",
        "balance_equity",
    ),
    ("2460", "Tilikauden tulos", "Periodens resultat", "balance_equity"),
    ("2950", "Saadut ennakot, avustukset", "Erhållna förskott, understöd", "balance_liabilities"),
    ("2960", "Ostovelat", "Leverantörsskulder", "balance_liabilities"),
    ("2986", "Verotili", "Skattekonto", "balance_liabilities"),
    ("2990", "Siirtovelat", "Resultatregleringar (skuld)", "balance_liabilities"),
    ("2991", "Lomapalkkavelka", "Semesterlöneskuld", "balance_liabilities"),
    ("3000", "Osallistumismaksut", "Deltagaravgifter", "activity_income"),
    ("3100", "Ruoka- ja kahvimaksut", "Mat- och kaffeavgifter", "activity_income"),
    ("3700", "Lahjoitukset toimintaan", "Donationer till verksamheten", "activity_income"),
    ("3800", "STEA, kohdennettu yleisavustus", "STEA, riktat allmänt understöd", "activity_income"),
    ("3810", "STEA, hankeavustus", "STEA, projektunderstöd", "activity_income"),
    ("3820", "Kaupungin kohdeavustus", "Stadens riktade understöd", "activity_income"),
    ("3830", "ESR+-tuki", "ESF+-stöd", "activity_income"),
    ("3840", "Kuntarahoitus ESR+-hankkeeseen", "Kommunal finansiering, ESF+", "activity_income"),
    ("3900", "Palkkatuki", "Lönesubvention", "activity_income"),
    ("3910", "Kelan korvaukset", "FPA-ersättningar", "activity_income"),
    ("3990", "Muut toiminnan tuotot", "Övriga verksamhetsintäkter", "activity_income"),
    ("4000", "Ostetut palvelut", "Köpta tjänster", "activity_other"),
    ("4010", "Ruoka- ja kahvitarvikkeet", "Mat och kaffe", "activity_other"),
    ("4020", "Ryhmien ja retkien kulut", "Grupper och utflykter", "activity_other"),
    (
        "4030",
        "Vapaaehtoisten kulukorvaukset",
        "Kostnadsersättningar till frivilliga",
        "activity_other",
    ),
    (
        "4040",
        "Vapaaehtoisten koulutus ja kiitos",
        "Utbildning och tack till frivilliga",
        "activity_other",
    ),
    ("4400", "Toimitilavuokrat", "Lokalhyror", "activity_other"),
    ("4410", "Sähkö, vesi ja siivous", "El, vatten och städning", "activity_other"),
    ("4500", "Koulutus ja työnohjaus", "Utbildning och arbetshandledning", "activity_other"),
    ("4510", "Työterveyshuolto", "Företagshälsovård", "activity_other"),
    ("4520", "Työhyvinvointi", "Välbefinnande i arbetet", "activity_other"),
    ("4580", "Viestintä ja painatus", "Kommunikation och tryckning", "activity_other"),
    (
        "4600",
        "Laitteet, kalusteet ja ohjelmistot",
        "Utrustning, möbler och program",
        "activity_other",
    ),
    ("4700", "Matkakulut", "Resekostnader", "activity_other"),
    (
        "4900",
        "Puhelin, posti ja toimistotarvikkeet",
        "Telefon, post och kontorsmaterial",
        "activity_other",
    ),
    (
        "4910",
        "Taloushallinto (tilitoimisto)",
        "Ekonomiförvaltning (bokföringsbyrå)",
        "activity_other",
    ),
    ("4920", "Tilintarkastus", "Revision", "activity_other"),
    ("4930", "Kokoukset ja hallinto", "Möten och förvaltning", "activity_other"),
    ("4940", "Vakuutukset", "Försäkringar", "activity_other"),
    ("4950", "Jäsenmaksu keskusliitolle", "Medlemsavgift till förbundet", "activity_other"),
    ("4990", "Muut kulut", "Övriga kostnader", "activity_other"),
    ("5000", "Palkat", "Löner", "activity_personnel"),
    ("5010", "Palkkiot", "Arvoden", "activity_personnel"),
    ("5020", "Lomarahat", "Semesterpenning", "activity_personnel"),
    ("5030", "Lomapalkkavelan muutos", "Förändring av semesterlöneskuld", "activity_personnel"),
    ("5100", "Eläkekulut", "Pensionskostnader", "activity_personnel"),
    ("5110", "Muut henkilösivukulut", "Övriga lönebikostnader", "activity_personnel"),
    ("7300", "Myyjäiset ja arpajaiset", "Försäljning och lotterier", "fundraising_income"),
    ("7310", "Jäsenmaksut", "Medlemsavgifter", "fundraising_income"),
    ("7320", "Lahjoitukset", "Donationer", "fundraising_income"),
    ("7400", "Varainhankinnan kulut", "Kostnader för medelsanskaffning", "fundraising_expense"),
    ("9000", "Korkotuotot", "Ränteintäkter", "finance_income"),
    ("9100", "Pankkikulut", "Bankkostnader", "finance_expense"),
]
"""Number, names and statement line of the accounts of the sample association."""


@pytest.mark.parametrize(("number", "fi", "sv", "line"), SAMPLE_ACCOUNTS)
def test_the_common_chart_holds_the_accounts_of_the_sample_association(
    number: str, fi: str, sv: str, line: str
) -> None:
    chart = preset("fi_common")
    [account] = [account for account in chart.accounts if account.number == number]
    assert (account.names["fi"], account.names["sv"]) == (fi, sv)
    assert chart.line_of(number) == line


def test_an_account_opened_by_the_accountant_has_no_line_in_the_common_chart() -> None:
    chart = preset("fi_common")
    assert "4995" not in {account.number for account in chart.accounts}
    assert accounts_without_line({"4990": -1, "4995": -31800}, chart.lines) == ("4995",)


@pytest.mark.parametrize(
    ("first", "line"),
    [
        (3000, "activity_income"),
        (3700, "activity_income"),
        (3800, "activity_income"),
        (3900, "activity_income"),
        (4000, "activity_other"),
        (4400, "activity_other"),
        (4500, "activity_other"),
        (4600, "activity_other"),
        (4700, "activity_other"),
        (4900, "activity_other"),
        (5000, "activity_personnel"),
        (5100, "activity_personnel"),
        (7310, "fundraising_income"),
        (7400, "fundraising_expense"),
        (8800, "general_grants"),
        (9100, "finance_expense"),
    ],
)
def test_the_common_chart_knows_the_line_of_seven_accounts_in_each_group(
    first: int, line: str
) -> None:
    chart = preset("fi_common")
    assert {chart.line_of(str(first + step * 10)) for step in range(7)} == {line}


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("1911", "balance_assets"),
        ("2251", "balance_equity"),
        ("2411", "balance_liabilities"),
        ("2851", "balance_liabilities"),
        ("3201", "activity_income"),
        ("4001", "activity_personnel"),
        ("4111", "activity_personnel"),
        ("4201", "activity_other"),
        ("4911", "activity_other"),
        ("5001", "fundraising_income"),
        ("5051", "fundraising_expense"),
        ("5201", "fundraising_income"),
        ("5251", "fundraising_expense"),
        ("6001", "finance_income"),
        ("6101", "finance_expense"),
        ("7501", "general_grants"),
        ("8001", "activity_depreciation"),
        ("9001", "appropriations"),
        ("9501", "income_tax"),
        ("7001", None),
    ],
)
def test_the_compact_chart_follows_its_own_numbering(number: str, line: str | None) -> None:
    assert preset("fi_compact").line_of(number) == line


SIDES = {"expense": "cost", "income": "income"}


@pytest.mark.parametrize("name", PRESETS)
def test_every_account_of_income_and_expenses_has_a_category_of_its_side(name: str) -> None:
    chart = preset(name)
    for account in chart.accounts:
        side = SIDES.get(side_of(chart.line_of(account.number) or ""))
        category = category_of(account.number, chart.categories)
        assert (CATEGORIES[category].side if category else None) == side, account.number


@pytest.mark.parametrize("name", PRESETS)
def test_every_category_rule_of_a_preset_stands_within_a_line(name: str) -> None:
    chart = preset(name)
    assert [prefix for prefix in chart.categories if chart.line_of(prefix) is None] == []


CATEGORIES_OF_THE_SAMPLE = {
    "participant_fees": "3000 3100",
    "donations": "3700 7320",
    "grants_state": "3800 3810",
    "grants_municipal": "3820 3840 3900",
    "grants_eu": "3830",
    "other_income": "3910 3990",
    "purchased_services": "4000",
    "catering": "4010",
    "other": "4020 4950 4990",
    "volunteers": "4030 4040",
    "premises": "4400 4410",
    "training": "4500 4510 4520",
    "communication": "4580",
    "equipment": "4600",
    "travel": "4700",
    "admin_overhead": "4900 4910 4920 4930 9100",
    "insurance": "4940",
    "salaries": "5000 5020 5030",
    "fees": "5010",
    "side_costs": "5100 5110",
    "sales": "7300",
    "membership_fees": "7310",
    "fundraising": "7400",
    "investment_income": "9000",
}


def test_the_accounts_of_the_sample_association_have_their_categories() -> None:
    chart = preset("fi_common")
    found: dict[str, list[str]] = {}
    for number, *_names, line in SAMPLE_ACCOUNTS:
        if side_of(line) != "balance":
            category = category_of(number, chart.categories)
            found.setdefault(category, []).append(number)
    assert {name: " ".join(numbers) for name, numbers in found.items()} == CATEGORIES_OF_THE_SAMPLE
    assert category_of("4995", chart.categories) == ""
