"""Write geodata/country_names.csv: the names by which tables call each country, from CLDR by Babel and ISO 3166-1."""

from __future__ import annotations

import csv
import io
import json

import pycountry
from babel import Locale

from mapgen.resources import folder

LANGUAGES = "en id ko ja es ar fa ru zh zh_Hant fr de".split()
OTHERS = {
    "AE": ["UAE", "Emirates"], "CD": ["DRC"], "CI": ["Ivory Coast"], "CZ": ["Czech Republic"], "GB": ["UK", "Britain"],
    "IR": ["Islamic Republic of Iran"], "KP": ["DPRK", "N. Korea", "조선", "朝鮮"], "KR": ["ROK", "S. Korea", "한국"],
    "LA": ["Laos"], "PS": ["Palestine"], "RU": ["Russian Federation"], "SY": ["Syrian Arab Republic"], "TR": ["Turkey"],
    "US": ["USA", "U.S.", "United States of America"], "VN": ["Viet Nam"], "XK": ["Kosovo"],
}  # fmt: skip
"""Names in use that are neither in CLDR nor in ISO 3166-1."""


def main() -> None:
    """Write the file: a row for each country of the base map, its code first."""
    countries = json.loads((folder("geodata") / "basemap" / "countries.json").read_text("utf-8"))["countries"]
    territories = [Locale.parse(tag).territories for tag in LANGUAGES]
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    for code in sorted(countries):
        known = pycountry.countries.get(alpha_2=code)
        official = [known.alpha_3, known.name, getattr(known, "official_name", "")] if known else []
        names = [*official, *(names.get(code, "") for names in territories), *OTHERS.get(code, ())]
        rows.writerow([code, *dict.fromkeys(name for name in names if name)])
    (folder("geodata") / "country_names.csv").write_text(written.getvalue(), "utf-8")


if __name__ == "__main__":
    main()
