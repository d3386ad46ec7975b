"""No page takes more than linear time to read: the reader of HTML and all that follows, given markup that repeats.

As in ``test_growth.py``: the processor time of the best of several runs, of which only the growth counts.
"""

import pytest
from growth import PIECES, grows_too_fast

from corpustools.pipeline import read
from corpustools.readers import parse

LD = "<script type='application/ld+json'>"
MARKUP = {
    "div": ("", "<div>"),
    "b": ("", "<b>"),
    "b and p": ("", "<b><p>"),
    "links without end": ("", "<a href=x>"),
    "lists": ("", "<ul><li>"),
    "tables": ("", "<table><tr><td>"),
    "quotes": ("", "<blockquote>"),
    "spans": ("", "<span class=a>a"),
    "svg": ("", "<svg>"),
    "templates": ("", "<template>"),
    "noscript": ("", "<noscript>"),
    "frames": ("<frameset>", "<frame src=a>"),
    "iframes": ("", "<iframe src=a></iframe>"),
    "forms": ("", "<form><input value=a><button>Send</button>"),
    "options": ("<select>", "<option>a"),
    "texts to fill": ("", "<textarea>"),
    "pre": ("<pre>", "a\n"),
    "titles": ("", "<title>a"),
    "ends": ("", "</div>"),
    "ends of nothing": ("<p>", "</b></i></a>"),
    "attributes": ("<p ", "a=1 "),
    "attributes without value": ("<p ", "a "),
    "a value": ("<p title='", "a"),
    "a value without quotes": ("<p title=", "a"),
    "classes": ("<p class='", "menu "),
    "a name": ("<", "a"),
    "open": ("", "<"),
    "open and close": ("", "<>"),
    "references": ("", "&amp;"),
    "references by number": ("", "&#x41;"),
    "references without end": ("", "&a"),
    "numbers without end": ("", "&#"),
    "comments without end": ("", "<!--"),
    "comments": ("", "<!-- a -->"),
    "saved": ("", "<!-- saved from url=(0014)about:internet -->"),
    "cdata": ("", "<![CDATA["),
    "declarations": ("", "<!"),
    "instructions": ("", "<?"),
    "entities": ("<!DOCTYPE html [", "<!ENTITY a 'b'>"),
    "scripts": ("", "<script>"),
    "scripts that end": ("", "<script>a</script>"),
    "styles": ("", "<style>a{}</style>"),
    "lists in data": (LD, "["),
    "things in data": (LD, '{"a":'),
    "articles in data": (LD + "[", '{"@type":"Article","headline":"a","author":{"name":"b"}},'),
    "a body in data": (LD + '{"@type":"Article","articleBody":"', "The town is quiet. "),
    "data": ("", LD + '{"@type":"Article","headline":"a"}</script>'),
    "meta": ("", "<meta name=keywords content='a, b'>"),
    "dates in meta": ("", "<meta property=article:published_time content=2015-06-10>"),
    "links of the head": ("", "<link rel=canonical href=https://a.example/>"),
    "times": ("", "<time datetime=2015-06-10>10 June 2015</time> "),
    "microdata": ("", "<span itemprop=author>Jane Roe</span> "),
    "breaks": ("", "<br>"),
    "rules": ("", "<hr>"),
    "images": ("", "<img alt=a src=b>"),
    "sources of images": ("<img srcset='", "a.jpg 1x, "),
    "figures": ("", "<figure><img src=a alt=b><figcaption>The town © AFP</figcaption></figure>"),
    "headings": ("", "<h1>a"),
    "cells": ("<table>", "<td>a"),
    "rows": ("<table>", "<tr><td>a<td>b"),
    "cells that span": ("<table>", "<tr><td colspan=999 rowspan=999>a"),
    "items": ("<ul>", "<li>a"),
    "links": ("", "<a href='/x'>Home</a> "),
    "paragraphs": ("", "<p>The town is quiet.</p>"),
    "hidden": ("", "<div hidden style='display:none'>a</div>"),
    "comments of readers": ("<div id=comments>", "<div class=comment><b>Jane Roe</b> says:<p>No</div>"),
    "shares": ("", "<a class=share href=https://twitter.example/>Tweet</a>"),
}
LENGTHS = (4_000, 32_000)


def repeated(prefix, piece, length):
    return prefix + piece * (length // len(piece) + 1)


@pytest.mark.parametrize("name", MARKUP)
def test_no_markup_takes_long(name):
    prefix, piece = MARKUP[name]

    def parsing(length):
        page = repeated(prefix, piece, length)
        return lambda: parse(page, "text/html")

    def reading(length):
        page = repeated(prefix, piece, length // 2)
        return lambda: read(page, media_type="text/html").quotations

    assert not grows_too_fast(parsing, LENGTHS), "to parse"
    assert not grows_too_fast(reading, LENGTHS), "to read"


@pytest.mark.parametrize("name", PIECES)
def test_no_text_takes_long_as_a_whole(name):
    def reading(length):
        text = (
            "By Jane Roe\n\n"
            + repeated("", PIECES[name], length // 4)
            + "\n"
            + repeated("", PIECES[name] + "\n", length // 4)
        )
        return lambda: read(text).quotations

    assert not grows_too_fast(reading, LENGTHS)
