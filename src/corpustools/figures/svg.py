"""Elements of SVG, as text."""

from collections.abc import Iterable
from html import escape

Svg = str
"""Markup that is safe to put into a page."""


def element(name: str, *children: Svg, **attributes: str | float | None) -> Svg:
    """Write an element; an underscore in an attribute's name is a hyphen, and one that is ``None`` is left out.

    >>> element("circle", cx=1.50, cy=2, r=0.333333, class_="corpus-point")
    '<circle cx="1.5" cy="2" r="0.33" class="corpus-point"/>'
    >>> element("g", element("title", text("R&D")), class_=None)
    '<g><title>R&amp;D</title></g>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def text(words: str) -> Svg:
    """Escape words, and show their end where they are too many for a line.

    >>> text("<b>"), text("x" * 50) == "x" * 39 + "…"
    ('&lt;b&gt;', True)
    """
    return escape(words if len(words) <= LINE else words[: LINE - 1].rstrip() + "…")


LINE = 40
"""How many characters of a name fit on a narrow page, beside a number."""


def number(value: float) -> str:
    """Write a number with at most two places.

    >>> number(3.0), number(1 / 3), number(-0.001)
    ('3', '0.33', '0')
    """
    # Adding 0 makes a zero of the negative one.
    return f"{round(value, 2) + 0:.10g}"


def percent(share: float) -> str:
    """Write a share of the width.

    >>> percent(0.5), percent(1 / 3)
    ('50%', '33.33%')
    """
    return f"{number(100 * share)}%"


def drawing(key: str, title: str, description: str, height: float, parts: Iterable[Svg]) -> Svg:
    """Put parts into a drawing as wide as its place and ``height`` pixels high, named by its title and description.

    ``key`` begins the ids of the two, and is to be the only such on its page.

    >>> drawing("f", "Towns", "Two towns.", 20, [])[:78]
    '<svg class="corpus-drawing" role="img" aria-labelledby="f-title f-description"'
    """
    return element(
        "svg", *_named(key, title, description), *parts, **_role(key), width="100%", height=height, focusable="false"
    )


def scene(key: str, title: str, description: str, size: tuple[float, float], parts: Iterable[Svg]) -> Svg:
    """Put parts into a drawing whose units are its own and whose size follows that of its place.

    >>> 'viewBox="0 0 200 100"' in scene("f", "Towns", "Two towns.", (200, 100), [])
    True
    """
    box = f"0 0 {number(size[0])} {number(size[1])}"
    return element("svg", *_named(key, title, description), *parts, **_role(key), viewBox=box, focusable="false")


def _role(key: str) -> dict[str, str]:
    return {"class_": "corpus-drawing", "role": "img", "aria_labelledby": f"{key}-title {key}-description"}


def _named(key: str, title: str, description: str) -> tuple[Svg, Svg]:
    return (
        element("title", escape(title), id=f"{key}-title"),
        element("desc", escape(description), id=f"{key}-description"),
    )
