"""Write a map as a brief in Markdown: what it says, who says each number, and what its picture shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.forms.brief import Brief
from mapgen.forms.changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.forms.brief import FigureLine, ReachLine, SourceLine
    from mapgen.forms.changes import Changes
    from mapgen.locale import Locale

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")


def render(document: MapDocument, *, since: str | Path | None = None) -> bytes:
    """Return the brief, UTF-8 encoded.

    A footnote number in brackets, ``[3]``, links to the address of the source; all are listed at the end.

    Parameters
    ----------
    document : MapDocument
    since : str or pathlib.Path, optional
        An earlier page of the map: the brief says what has changed.
    """
    brief = Brief(document)
    compared = _changes(changes(document, since)) if since is not None else ()
    blocks = [*_head(brief), *_figures(brief), *_reach(brief), *compared, *_chain(brief), *_sources(brief)]
    if brief.locale.is_right_to_left:
        blocks = ['<div dir="rtl">', *blocks, "</div>"]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is Markdown or HTML."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))


def _head(brief: Brief) -> Iterator[str]:
    text = brief.document.text
    yield f"# {escaped(brief.title)}"
    yield f"*{escaped(brief.as_of)}*"
    if brief.takeaway:
        yield f"**{escaped(brief.takeaway)}**"
    if brief.summary:
        yield "".join(f"[{words}]" if what == "mark" else _inside(words) for what, words in brief.summary)
    yield f"> **{escaped(text('ui:map_label'))}.** {escaped(brief.alternative)}"


def _inside(words: str) -> str:
    """Escape a piece of a sentence, and keep the spaces at its ends."""
    return _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", words))


def _figures(brief: Brief) -> Iterator[str]:
    text = brief.document.text
    yield f"## {escaped(text('ui:ranges'))}"
    for missile, figures in brief.missiles:
        yield f"### {escaped(brief.name(f'missile:{missile.id}'))}: {escaped(brief.band(missile))}"
        facts = [text(f"class:{missile.missile_class}"), text(f"status:{missile.status}"), text(f"basis:{missile.id}")]
        yield escaped(" · ".join(facts))
        if figures:
            yield "\n".join(_figure(line, brief.locale) for line in figures)


def _figure(line: FigureLine, locale: Locale) -> str:
    quote = f": {escaped(line.quote)}" if line.quote else ""
    flags = f" ({escaped(locale.semicolon.join(line.flags))})" if line.flags else ""
    what = f"**{escaped(line.figure)}**{locale.comma}{escaped(line.kind)}"
    return f"- {what}: {escaped(line.said)} [{line.number}]{quote}{flags}"


def _reach(brief: Brief) -> Iterator[str]:
    if not brief.reaches:
        return
    text = brief.document.text
    yield f"## {escaped(text('ui:reach'))}"
    yield escaped(brief.reach_heading)
    heads = [text(f"ui:{key}") for key in ("place", "ranges", "reach", "distance", "margin")]
    rows = [
        [escaped(cell) for cell in heads],
        ["---", "---", "---", "---:", "---:"],
        *(_row(line, brief.locale) for line in brief.reaches),
    ]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    yield escaped(text("ui:reach_note"))


def _row(line: ReachLine, locale: Locale) -> list[str]:
    reasons = locale.semicolon.join(
        f"{escaped(words)} {' '.join(f'[{number}]' for number in numbers.split())}".rstrip()
        for words, numbers in line.reasons
    )
    answer = f"{escaped(line.answer)}: {reasons}" if reasons else escaped(line.answer)
    return [
        escaped(line.place),
        f"{escaped(line.missile)}{locale.comma}{escaped(line.origin)} ({escaped(line.basis)})",
        answer,
        escaped(line.distance),
        escaped(line.margin),
    ]


def _changes(found: Changes) -> Iterator[str]:
    yield f"## {escaped(found.heading)}"
    yield escaped(found.since)
    if not found.lines:
        yield escaped(found.none)
        return
    rows = [[escaped(head) for head in found.heads], ["---"] * 3]
    for line in found.lines:
        marks = "".join(f" [{number}]" for number in line.numbers)
        rows.append([f"{escaped(line.kind)}: {escaped(line.what)}", escaped(line.before), escaped(line.now) + marks])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _chain(brief: Brief) -> Iterator[str]:
    if not brief.chain:
        return
    yield f"## {escaped(brief.document.text('ui:chain'))}"
    lines = [
        f"- **{escaped(by)}**: {escaped(words)} [{number}]" + (f": {escaped(quote)}" if quote else "")
        for by, words, number, quote in brief.chain
    ]
    yield "\n".join(lines)


def _sources(brief: Brief) -> Iterator[str]:
    yield f"## {escaped(brief.document.text('ui:sources'))}"
    yield "\n".join(map(_source, brief.sources))
    yield "\n".join(escaped(line) + "  " for line in brief.provenance).rstrip()
    links = [f"[{line.number}]: <{_address(line.url)}>" for line in brief.sources if line.url]
    if links:
        yield "\n".join(links)


def _source(line: SourceLine) -> str:
    address = f" <{_address(line.url)}>" if line.url else ""
    return f"{line.number}. {escaped(line.entry)}{address}"


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
