"""Write the styles in which QGIS opens the layers of a map (QML)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.forms.words import xml_text
from mapgen.templating import environment
from mapgen.theme.model import RINGS, families_for

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


@dataclass(frozen=True)
class Rule:
    """How QGIS draws the features that a filter chooses; `line` is a pen style of QGIS, `shape` one of its markers."""

    label: str
    filter: str
    colour: str
    fill: str
    line: str = "solid"
    width: float = 0.5
    shape: str = "circle"
    checked: bool = True


def styles(document: MapDocument) -> dict[str, str]:
    """Return the QML of each layer by name."""
    template = environment().get_template("forms/style.qml.j2")
    font = families_for(document.selection.language, document.theme.fonts.text)[0]
    ink, halo = _rgba(document.theme.light.ink), _rgba(document.theme.light.halo)
    rules = {"rings": ("fill", _ring_rules(document)), "sites": ("marker", _site_rules(document))}
    return {
        layer: template.render(kind=kind, rules=drawn, ink=ink, halo=halo, font=font)
        for layer, (kind, drawn) in rules.items()
    }


def _ring_rules(document: MapDocument) -> list[Rule]:
    """Return a rule for each missile and limit; the rings of each origin are switched off at first."""
    selection, light = document.selection, document.theme.light
    drawn = list(
        dict.fromkeys(
            (each["properties"]["missile"], each["properties"]["bound"], each["properties"]["origin"] is None)
            for each in document.ranges
        )
    )
    colours = {missile.id: number % RINGS for number, missile in enumerate(selection.missiles)}
    bases = {(each["properties"]["missile"]): each["properties"]["basis"] for each in reversed(document.ranges)}
    return [
        Rule(
            label=_label(document, missile, bound, together=together),
            filter=f"\"missile\" = '{_quoted(missile)}' AND \"bound\" = '{bound}' AND "
            f'"origin" IS {"" if together else "NOT "}NULL',
            colour=_rgba(light.rings[colours[missile]]),
            fill=_rgba(light.fills[colours[missile]], light.inner if bound == "low" else light.outer),
            line="solid" if bound == "low" else "dash",
            width=0.35 if bases[missile] == "illustrative" else 0.7,
            checked=together and missile in selection.shown,
        )
        for missile, bound, together in drawn
    ]


def _label(document: MapDocument, missile: str, bound: str, *, together: bool) -> str:
    origins = document.text("ui:all_origins") if together else document.text("ui:origin")
    limit = document.text(f"ui:{bound}_ring")
    return xml_text(f"{document.text(f'missile:{missile}')}, {limit}: {origins}")


def _site_rules(document: MapDocument) -> list[Rule]:
    vocabulary, light = document.selection.vocabulary, document.theme.light
    shapes = {"diamond": "diamond", "square": "square", "triangle": "triangle", "star": "star", "cross": "cross_fill"}
    kinds = dict.fromkeys(site.kind for site in document.selection.sites if site.position)
    return [
        Rule(
            label=xml_text(document.text(f"kind:{kind}")),
            filter=f"\"kind\" = '{_quoted(kind)}'",
            colour=_rgba(light.halo),
            fill=_rgba(light.kinds.get(kind, vocabulary.site_kind[kind].colour)),
            width=0.3,
            shape=shapes.get(vocabulary.site_kind[kind].symbol, "circle"),
        )
        for kind in kinds
    ]


def _quoted(id_: str) -> str:
    return id_.replace("'", "''")


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"
