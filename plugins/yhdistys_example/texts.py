"""Every text of this plugin in three languages; a plugin of your own needs no catalogue."""

from __future__ import annotations

from typing import Final

from yhdistys.api import DataText

TITLE: Final = DataText({"fi": "Esimerkki", "sv": "Exempel", "en": "Example"})
ACCOUNT: Final = DataText({"fi": "Tili", "sv": "Konto", "en": "Account"})
ENTRIES: Final = DataText({"fi": "Vientejä", "sv": "Bokföringsrader", "en": "Entries"})
YEAR: Final = DataText({"fi": "Tilikausi", "sv": "Räkenskapsperiod", "en": "Fiscal year"})

REPORT_TITLE: Final = DataText(
    {
        "fi": "Vientien määrä tileittäin (esimerkki)",
        "sv": "Antal bokföringsrader per konto (exempel)",
        "en": "Number of entries by account (example)",
    }
)
PAGE_SUBTITLE: Final = DataText(
    {
        "fi": "Montako vientiä kullakin tilillä on valittuna tilikautena.",
        "sv": "Hur många bokföringsrader varje konto har under den valda räkenskapsperioden.",
        "en": "How many entries each account has in the chosen fiscal year.",
    }
)

COMMAND_HELP: Final = DataText(
    {
        "fi": "Tervehdi jotakuta: lisäosan pienin komento.",
        "sv": "Hälsa på någon: det minsta kommandot i ett tillägg.",
        "en": "Greet somebody: the smallest command of a plugin.",
    }
)
NAME: Final = DataText({"fi": "Ketä tervehditään", "sv": "Vem som hälsas", "en": "Whom to greet"})
YEAR_HELP: Final = DataText(
    {
        "fi": "Kerro myös, montako vientiä tällä tilikaudella on.",
        "sv": "Berätta också hur många bokföringsrader räkenskapsperioden har.",
        "en": "Tell also how many entries this fiscal year has.",
    }
)
GREETING: Final = DataText(
    {"fi": "Hyvää päivää, {name}!", "sv": "God dag, {name}!", "en": "Good day, {name}!"}
)
COUNTED: Final = DataText(
    {
        "fi": "Tilikaudella {year} on {n} vientiä.",
        "sv": "Räkenskapsperioden {year} har {n} bokföringsrader.",
        "en": "The fiscal year {year} has {n} entries.",
    }
)

IMPORTER_TITLE: Final = DataText(
    {
        "fi": "Tilit, numero ja nimi rivillään (esimerkki)",
        "sv": "Konton, nummer och namn på rad (exempel)",
        "en": "Accounts, a number and a name on each line (example)",
    }
)
NOT_AN_ACCOUNT: Final = DataText(
    {
        "fi": "Rivi {row}: ”{line}” ei ole tilin numero ja nimi.",
        "sv": "Rad {row}: ”{line}” är inte ett kontos nummer och namn.",
        "en": "Line {row}: “{line}” is no number and name of an account.",
    }
)
NOT_AN_ACCOUNT_HINT: Final = DataText(
    {
        "fi": "Kirjoita esimerkiksi 3000;Jäsenmaksut.",
        "sv": "Skriv till exempel 3000;Medlemsavgifter.",
        "en": "Write for example 3000;Membership fees.",
    }
)
NOTHING_READ: Final = DataText(
    {
        "fi": "Tiedostossa ei ole yhtään tiliä.",
        "sv": "Filen har inga konton.",
        "en": "There is no account in the file.",
    }
)
