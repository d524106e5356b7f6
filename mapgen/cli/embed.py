"""``mapgen embed``: print the HTML that shows a map in another page."""

from __future__ import annotations

from pathlib import Path

import click

from mapgen.cli._output import echo, echo_result


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL", help="Web address that FILE will have.  [default: beside the embedding page]")
@click.option("--height", type=click.IntRange(200, 2000), default=520, show_default=True, help="Height in pixels.")
@click.option(
    "--steps", is_flag=True, help="Print an article: the story's steps as paragraphs, and a map that follows them."
)
@click.option("--card", is_flag=True, help="Draw a social card (a picture) beside FILE, and print its tags too.")
def embed(file: Path, url: str | None, height: int, steps: bool, card: bool) -> None:
    """Print the HTML that shows FILE, a map that mapgen built, inside another page.

    \b
    mapgen embed output/hwasong-11.html
    mapgen embed output/hwasong-11.html --steps
    mapgen embed output/hwasong-11.html --card --url https://example.org/maps/hwasong-11.html
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.page.embed import address, read_page, scroll_story, snippet

    page, src = read_page(file), address(file, url)
    printed = (scroll_story if steps else snippet)(page, src, height=height)
    if card:
        from mapgen.page.social_card import beside, picture, tags
        from mapgen.pipeline import write

        image = beside(file)
        printed = f"{tags(page, image, url)}\n{printed}"
        content = picture(page)
        write(image, content)
        echo(f"{image}: {len(content) / 1000:,.0f} kB", err=True)
    echo_result(printed)
