"""Names are ordered and shortened as their scripts have it."""

from __future__ import annotations

import pytest

from mapgen.citations.names import initials, reading_order
from mapgen.records.names import Name


@pytest.mark.parametrize(
    ("given", "cut"),
    [
        ("John Ronald Reuel", "J. R. R."),
        ("Jeong-min", "J.-M."),
        ("Jean-Luc", "J.-L."),
        ("Mary–Kate", "M.-K."),
        ("J. S.", "J. S."),
        ("J.S.", "J. S."),
        ("J.-M.", "J.-M."),
        ("Jong un", "J. U."),
        ("Ludwig van", "L. van"),
        ("Jean de la", "J. de la"),
        ("bell", "b."),
        ("e. e.", "e. e."),
        ("‘Abd", "A."),
        ("E\u0301lise", "É."),
        ("Иван Иванович", "И. И."),
        ("Жан-Поль", "Ж.-П."),
        ("Νίκος", "Ν."),
        ("정민", "정민"),
        ("太郎", "太郎"),
        ("あおい", "あおい"),
        ("نجيب", "نجيب"),
        ("דוד", "דוד"),
        ("สมชาย", "สมชาย"),
    ],
)
def test_initials_are_cut_where_the_script_has_capitals(given: str, cut: str) -> None:
    assert initials(given) == cut


@pytest.mark.parametrize(("mark", "cut"), [(".", "J.-M.R. van"), ("", "J-MR van"), (". ", "J.-M. R. van")])
def test_initials_stand_as_close_as_the_style_wants(mark: str, cut: str) -> None:
    assert initials("Jeong-min Rae van", mark) == cut


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, "Jan van den Berg"),
        ({"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"}, "Jean de La Fontaine"),
        ({"family": "Assad", "given": "Bashar", "non-dropping-particle": "al-"}, "Bashar al-Assad"),
        ({"family": "Arc", "given": "Jeanne", "non-dropping-particle": "d’"}, "Jeanne d’Arc"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "Martin Luther King Jr."),
        ({"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True}, "Martin King, Jr."),
        ({"family": "Mao", "given": "Zedong", "static-ordering": True}, "Mao Zedong"),
        ({"family": "김", "given": "정민"}, "김정민"),
        ({"family": "남궁", "given": "민수"}, "남궁민수"),
        ({"family": "아인슈타인", "given": "알베르트"}, "아인슈타인 알베르트"),
        ({"family": "山田", "given": "太郎"}, "山田太郎"),
        ({"family": "佐々木", "given": "ノゾミ"}, "佐々木ノゾミ"),
        ({"family": "ヤマダ", "given": "タロウ"}, "ヤマダ タロウ"),
        ({"family": "习", "given": "近平"}, "习近平"),
        ({"family": "محفوظ", "given": "نجيب"}, "نجيب محفوظ"),
        ({"family": "לוי", "given": "דוד"}, "דוד לוי"),
        ({"family": "Иванов", "given": "Иван"}, "Иван Иванов"),
        ({"family": "ใจดี", "given": "สมชาย"}, "สมชาย ใจดี"),
        ({"family": "hooks", "given": "bell"}, "bell hooks"),
        ({"literal": "Example  Institute"}, "Example Institute"),
        ({"given": "Plato"}, "Plato"),
    ],
)
def test_a_name_is_read_in_the_order_of_its_script(name: dict[str, object], written: str) -> None:
    assert reading_order(Name.model_validate(name)) == written
