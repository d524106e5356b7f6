"""Cells are read as people write them, in many languages; what may mean two things is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from mapgen.errors import CellError
from mapgen.intake.angles import angle, position
from mapgen.intake.dates import date, says_day_first
from mapgen.intake.mgrs import BANDS, COLUMNS, ROWS, mgrs_position
from mapgen.intake.ranges import distance, figure

# --- Angles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("38.25", 38.25),
        ("-38.25", -38.25),
        ("+38.25", 38.25),
        ("−38.25", -38.25),
        ("38,25", 38.25),
        ("38.25 N", 38.25),
        ("38.25°S", -38.25),
        ("S 38.25", -38.25),
        ("N38°15'", 38.25),
        ("38° 15' 0\" N", 38.25),
        ("38º15’00’’N", 38.25),
        ("38°15′00″", 38.25),
        ("38 15 00", 38.25),
        ("38:15", 38.25),
        ("38d15m00s", 38.25),
        ("38 deg 15 min N", 38.25),
        ("38 15.0 N", 38.25),
        ("북위 38도 15분", 38.25),
        ("北緯38度15分", 38.25),
        ("南緯38度15分0秒", -38.25),
        ("38°15' LU", 38.25),
        ("38°15' LS", -38.25),
        ("38°15' с.ш.", 38.25),
        ("38°15' ю.ш.", -38.25),
        ("38.25 شمال", 38.25),
        ("٣٨.٢٥", 38.25),
        ("３８.２５", 38.25),
        ("３８．２５", 38.25),
        ("٣٨٫٢٥", 38.25),
        ("۳۸٫۲۵ شمال", 38.25),
        ("38.25\u200e", 38.25),
        ("\ufeff38.25", 38.25),
        ("\u202a38.25\u202c", 38.25),
        ("38°15′\u200eN", 38.25),
        ("‐38.25", -38.25),
    ],
)
def test_latitudes_are_read_in_every_usual_form(text: str, degrees: float) -> None:
    assert angle(text, "lat") == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["Unknown", "38.25.1", "٣٨٬٢٥", "38 61", "38.5 15", "N 38 S", "-38 S", "38,25,12", "38°15'N x", ""]
)
def test_what_is_no_latitude_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is no latitude; write it as"):
        angle(text, "lat")


@pytest.mark.parametrize(
    ("text", "axis", "said"),
    [
        ("127.5", "lat", "'127.5': lat runs from -90 to 90: are lon and lat swapped?"),
        ("3815", "lat", "'3815': lat runs from -90 to 90: if these are degrees and minutes, write 38.25"),
        ("232.5", "lon", "'232.5': lon runs from -180 to 180: if it is counted from 0 to 360, write -127.5"),
        ("52 E", "lat", "'52 E' is a longitude: are lat and lon swapped? Name the columns with --map"),
        ("52 O", "lon", "'52 O': O may be west (oeste, ouest) or east (Ost); write W or E"),
    ],
)
def test_the_likely_slip_is_named(text: str, axis: str, said: str) -> None:
    with pytest.raises(CellError) as caught:
        angle(text, axis)
    assert str(caught.value) == said


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 599), st.sampled_from("NS"))
def test_degrees_minutes_and_seconds_are_added_up(degrees: int, minutes: int, tenths: int, letter: str) -> None:
    value = (degrees + minutes / 60 + tenths / 36_000) * (1 if letter == "N" else -1)
    for form in (f"{degrees}°{minutes}'{tenths / 10}\"{letter}", f"{letter} {degrees} {minutes:02d} {tenths / 10}"):
        assert angle(form, "lat") == pytest.approx(value, abs=1e-9)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_two_decimals_in_one_cell_are_latitude_and_longitude(lat: float, lon: float) -> None:
    assert position(f"{lat:.6f}, {lon:.6f}") == pytest.approx((lon, lat), abs=1e-6)
    assert position(f"[{lon:.6f}, {lat:.6f}]") == pytest.approx((lon, lat), abs=1e-6)


@pytest.mark.parametrize(
    "text", ["٣٩٫٥, ١٢٥٫٧", "٣٩٫٥، ١٢٥٫٧", "39.5\u200e, 125.7\ufeff", "\u200e(39.5, 125.7)", "POINT(125.7\u200e 39.5)"]
)
def test_positions_are_read_in_digits_of_any_script_and_with_marks_that_nobody_sees(text: str) -> None:
    assert position(text) == (125.7, 39.5)


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u3000", "\x1f"])
def test_any_blank_may_stand_before_a_hemisphere(blank: str) -> None:
    assert angle(f"38.5{blank}S", "lat") == -38.5
    assert angle(f"S{blank}38.5", "lat") == -38.5


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_positions(text: str) -> None:
    for read in (lambda: position(text), lambda: angle(text, "lat"), lambda: date(text), lambda: figure(text)):
        with contextlib.suppress(CellError):
            read()


# --- Grid references ----------------------------------------------------------------------------------------------


@given(st.integers(1, 60), st.floats(-79.5, 83.5), st.floats(-2.9, 2.9))
def test_grid_references_lead_where_pyproj_says(zone: int, lat: float, off: float) -> None:
    lon = zone * 6 - 183 + off
    south = lat < 0
    east, north = Transformer.from_crs(4326, (32700 if south else 32600) + zone, always_xy=True).transform(lon, lat)
    north -= 10_000_000 if south else 0
    column = COLUMNS[(zone - 1) % 3][int(east // 100_000) - 1]
    row = ROWS[int(north // 100_000 + (5 if zone % 2 == 0 else 0)) % 20]
    band = BANDS[min(int((lat + 80) // 8), 19)]
    reference = f"{zone}{band} {column}{row} {int(east % 100_000):05d} {int(north % 100_000):05d}"
    found = mgrs_position(reference)
    assert found == pytest.approx((lon, lat), abs=3e-4 if abs(lat) > 75 else 3e-5)


@pytest.mark.parametrize("text", ["40R", "61R BN 63 04", "40R IN 63 04", "40R BN 63 041", "40R SN 63 04", "N40"])
def test_what_is_no_grid_reference_is_none(text: str) -> None:
    assert mgrs_position(text) is None


# --- Dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-08-20", "2025-08-20"),
        ("2025/8/20", "2025-08-20"),
        ("2025-08-20 14:30", "2025-08-20"),
        ("2025-08-20T14:30:00Z", "2025-08-20"),
        ("2025-08", "2025-08"),
        ("2025", "2025"),
        ("20250820", "2025-08-20"),
        ("9-Apr-84", "1984-04-09"),
        ("Sep-84", "1984-09"),
        ("20.08.2025", "2025-08-20"),
        ("8/20/2025", "2025-08-20"),
        ("20/8/25", "2025-08-20"),
        ("4/4/2025", "2025-04-04"),
        ("20 August 2025", "2025-08-20"),
        ("August 20th, 2025", "2025-08-20"),
        ("20 Agustus 2025", "2025-08-20"),
        ("20 de agosto de 2025", "2025-08-20"),
        ("20 августа 2025 г.", "2025-08-20"),
        ("2025년 8월 20일", "2025-08-20"),
        ("2025年8月20日", "2025-08-20"),
        ("20 أغسطس 2025", "2025-08-20"),
        ("٢٠ أغسطس ٢٠٢٥\u200f", "2025-08-20"),
        ("\ufeff2025-08-20", "2025-08-20"),
        ("2025‑08‑20", "2025-08-20"),
    ],
)
def test_dates_are_read_in_every_usual_form(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize("text", ["soon", "31.02.2025", "2025-13-01", "84", "20 Xyz 2025", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is no date; write it as 2025-08-20, 2025-08 or 2025"):
        date(text)


def test_a_column_says_which_number_is_the_day() -> None:
    assert date("03/04/2025", day_first=says_day_first(["03/04/2025", "14/04/2025"])) == "2025-04-03"
    assert date("03/04/2025", day_first=says_day_first(["03/04/2025", "04/14/2025"])) == "2025-03-04"
    with pytest.raises(CellError, match="may be day 3 of month 4 or day 4 of month 3"):
        date("03/04/2025", day_first=says_day_first(["03/04/2025"]))


# --- Ranges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low_km", "high_km", "qualifier"),
    [
        ("350 km", 350, 350, None),
        ("1,380 km", 1380, 1380, None),
        ("380-800 km", 380, 800, None),
        ("between 110 and 670 km", 110, 670, None),
        ("1,300 to 1,600 kilometers", 1300, 1600, None),
        ("at least 13,000 km", 13000, 13000, "at-least"),
        ("> 5,500 km", 5500, 5500, "at-least"),
        ("500+ km", 500, 500, "at-least"),
        ("up to 300km", 300, 300, "up-to"),
        ("약 600km", 600, 600, "about"),
        ("최대 500km", 500, 500, "up-to"),
        ("1300여㎞", 1300, 1300, "about"),
        ("約600キロ", 600, 600, "about"),
        ("sekitar 600 km", 600, 600, "about"),
        ("более 5 000 км", 5000, 5000, "at-least"),
        ("500 miles", 805, 805, None),
        ("600", 600, 600, None),
        ("150.5 km", 150.5, 150.5, None),
        ("500±50 km", 450, 550, None),
        ("500 km +/- 50", 450, 550, None),
        ("700~800km", 700, 800, None),
        ("700～800km", 700, 800, None),
        ("~700~800km", 700, 800, "about"),
        ("500;600 km", 500, 600, None),
        ("600 km - 700", 600, 700, None),
        ("500 km+", 500, 500, "at-least"),
        ("300公里以上", 300, 300, "at-least"),
        ("300km이상", 300, 300, "at-least"),
        ("5천 이상", 5000, 5000, "at-least"),
        ("under 500 km", 500, 500, "up-to"),
        ("no more than 500 km", 500, 500, "up-to"),
        ("не более 500 км", 500, 500, "up-to"),
        ("500km까지", 500, 500, "up-to"),
        ("300에서 500km까지", 300, 500, None),
        ("300 hingga 500 km", 300, 500, None),
        ("hingga 500 km", 500, 500, "up-to"),
        ("at least 300 and at most 500 km", 300, 500, None),
        ("500 (km)", 500, 500, None),
        ("a range of 500 km", 500, 500, None),
        ("a maximum range of 500 km", 500, 500, "up-to"),
        ("500 km (310 mi) or more", 500, 500, "at-least"),
        ("500 km (310 mi) or so", 500, 500, "about"),
        ("500 km (max)", 500, 500, "up-to"),
        ("13,000 km+ (8,000 mi+)", 13000, 13000, "at-least"),
        ("사거리는 약 500km", 500, 500, "about"),
        ("من ٣٠٠ إلى ٥٠٠ كم", 300, 500, None),
        ("٣٠٠٫٥ كم", 300.5, 300.5, None),
        ("1\u200e300 km\ufeff", 1300, 1300, None),
        ("500 km[12]", 500, 500, None),
    ],
)
def test_ranges_are_read_by_the_rules_of_quotes(
    text: str, low_km: float, high_km: float, qualifier: str | None
) -> None:
    found = figure(text)
    assert (found["low_km"], found["high_km"], found.get("qualifier")) == (low_km, high_km, qualifier)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("330 lm", "'330 lm' has no unit of length: 'lm' is none; write it as 380-800 km"),
        ("Unknown", "'Unknown' is no distance; write it as 380-800 km"),
        ("13.000 km", "'13.000 km' may be 13 or 13,000 km; write thousands without a mark"),
        ("99999999 km", "'99999999 km' is more than the way around the Earth; correct it"),
        ("2½ thousand km", "'2½ thousand km': '½' is not understood; write the number in plain digits"),
        ("500² km", "'500² km': '²' is not understood; write the number in plain digits"),
        ("-500 km", "'-500 km' is not understood; write it as 380-800 km"),
        (
            "1 " * 50_000,
            f"'{'1 ' * 38}... is longer than any range; write the range alone, and the rest among the notes",
        ),
        ("800-380 km", "'800-380 km' goes from the higher to the lower; write the lower number first"),
        ("1, 300 km", "'1, 300 km' may be one number or two; write it as 380-800 km"),
        ("1/2 km", "'1/2 km' may be one number or two; write it as 380-800 km"),
        ("5 mil", "'5 mil' may be miles or thousands; write the number in full, and its unit"),
        ("500 km (est.), claimed", "'500 km (est.), claimed' is of two kinds, estimated and claimed; write one"),
        (
            "at least 300 km or less",
            "'at least 300 km or less' says at least and at most; write the lower and the higher number",
        ),
        (
            "10,000 km (7,500 miles)",
            "'10,000 km (7,500 miles)' contradicts itself: it says 10,000 and 12,070 km; correct it",
        ),
    ],
)
def test_what_is_no_range_is_refused(text: str, said: str) -> None:
    with pytest.raises(CellError) as caught:
        figure(text)
    assert str(caught.value) == said


def test_a_table_with_decimal_commas_groups_thousands_by_points() -> None:
    assert figure("13.000 km", decimal_comma=True)["low_km"] == 13000
    assert figure("600", "miles")["low_km"] == 966


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1e3 km", "e3"),
        (".5 km", "."),
        ("300 km (CEP 150 m)", "cep"),
        ("range: 300 km, altitude: 50 km", "altitude"),
        ("300km; apogee 97 km", "apogee"),
        ("500 km?", "?"),
        ("500 km/h", "h"),
        ("500 km ± 10%", "%"),
        ("not 500 km", "not"),
        ("+500 km", "+"),
        ("500 km (unconfirmed)", "unconfirmed"),
        ("300>200 km", ">"),
    ],
)
def test_no_part_of_a_range_is_dropped(text: str, part: str) -> None:
    with pytest.raises(CellError) as caught:
        figure(text)
    advice = "write the range alone, as 380-800 km, and the rest among the notes"
    assert str(caught.value) == f"{text!r}: {part!r} is not understood; {advice}"


@pytest.mark.parametrize(
    "text", ["1.5-2 thousand km", "1-1.5万公里", "2~3천km", "10-12,000 km", "two to three thousand km"]
)
def test_thousands_that_may_be_meant_twice_are_refused(text: str) -> None:
    with pytest.raises(CellError, match="may mean thousands both times or once; write both numbers in full"):
        figure(text)


@pytest.mark.parametrize(
    ("text", "low_km", "high_km"),
    [
        ("500 km (310 mi)", 500, 500),
        ("310 mi (500 km)", 499, 499),
        ("500 km / 310 mi", 500, 500),
        ("500 km\n(310 mi)", 500, 500),
        ("500 km (310 mi; 270 nmi)[3]", 500, 500),
        ("300-500 km (190-310 mi)", 300, 500),
        ("300 km (190 mi) to 500 km (310 mi)", 300, 500),
        ("500 ± 50 km (310 ± 31 mi)", 450, 550),
        ("500 m - 5 km", 0.5, 5),
    ],
)
def test_the_same_distance_in_a_second_unit_is_no_limit(text: str, low_km: float, high_km: float) -> None:
    found = figure(text)
    assert (found["low_km"], found["high_km"], found.get("qualifier")) == (low_km, high_km, None)


@pytest.mark.parametrize(
    "text", ["500 km (600 km)", "500 km (310)", "500 km - 310 mi", "500 km 310 mi", "500 km (2012)"]
)
def test_a_second_distance_without_a_reason_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is not understood; write it as 380-800 km"):
        figure(text)


@given(st.integers(11, 12_000), st.integers(0, 3))
def test_a_conversion_in_brackets_changes_nothing(km: int, zeros: int) -> None:
    place = 10**zeros
    miles = round(km / 1.609344 / place) * place
    if abs(miles * 1.609344 - km) <= 0.05 * km:
        assert figure(f"{km:,} km ({miles:,} mi)") == figure(f"{km} km")


@given(st.text(alphabet="0123456789.,;:~±+-/() kmi천万부터상이toand½²٫\n", max_size=25))
def test_what_is_taken_has_its_limits_among_the_numbers(text: str) -> None:
    """No heap of digits and signs breaks the reading, and no limit is below zero or above the other."""
    with contextlib.suppress(CellError):
        found = figure(text)
        assert 0 <= found["low_km"] <= found["high_km"]


@pytest.mark.parametrize(
    ("text", "unit", "km"),
    [
        ("2", "km", 2),
        ("2,5", "km", 2.5),
        ("2.5 km", "km", 2.5),
        ("1,000", "km", 1000),
        ("500", "m", 0.5),
        ("1,500", "m", 1.5),
        ("40", "m", 0.1),
        ("10", "miles", 16.1),
        ("500 m", "km", 0.5),
        ("٢٫٥", "km", 2.5),
    ],
)
def test_one_distance_is_read_in_the_unit_of_its_column_and_never_made_less(text: str, unit: str, km: float) -> None:
    assert distance(text, unit) == km


@pytest.mark.parametrize("text", ["1_0", "-5", "1e1", "nan", "inf", "2-5", "about 2", "2 (est.)", "2 kg", "5%", ""])
def test_what_is_no_single_distance_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        distance(text)
