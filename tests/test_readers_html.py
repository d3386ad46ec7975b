"""How a page becomes text: its lines, the hints of each, its encoding, and pages out of the ordinary."""

import codecs
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import registry
from corpustools.corpus.verify import verify
from corpustools.model.hint import Kind
from corpustools.model.record import from_record, to_record
from corpustools.readers import decode, html_parsers, parse
from corpustools.readers.html_elements import CODES, DEEPEST, FLAGS, KINDS
from corpustools.text.lines import lines

RUSSIAN = "Город сегодня тих, и никто не знает, надолго ли это."


def text_of(page):
    return parse(page, "text/html").text


def shown(page, *names):
    """Return the words of each line and what its hint says, by name."""
    parsed = parse(page, "text/html")
    return [(parsed.text[hint.start : hint.end], *(getattr(hint, name) for name in names)) for hint in parsed.hints]


def notes_of(page):
    return parse(page, "text/html").notes


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("", ""),
        (" \n ", ""),
        ("Hello", "Hello"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<p>The <b>quiet</b> <i>town</i>, too.", "The quiet town, too."),
        ("<p>  The\n\ttown\r\n is &nbsp; quiet  ", "The town is \xa0 quiet"),
        ("<p>caf&eacute; &amp; cr&egrave;me &#8212; &#x26; &unknown;", "café & crème — & &unknown;"),
        ("<p>One<br>two<br/>three", "One\ntwo\nthree"),
        ("<p>One<br><br>two<br> <br>three", "One\n\ntwo\n\nthree"),
        ("<p><br>One<br></p>two", "One\n\ntwo"),
        ("<p>One<hr>two", "One\n\ntwo"),
        ("One<p>two</p>three", "One\n\ntwo\n\nthree"),
        ("<div>One<div>two</div>three</div>", "One\n\ntwo\n\nthree"),
        ("<ul><li>One<li>two<ul><li>three</ul></ul>", "One\n\ntwo\n\nthree"),
        ("<dl><dt>One<dd>two</dl>", "One\n\ntwo"),
        ("<pre>\none\n  two\n\n\tthree  \n</pre>", "one\n  two\n\n\tthree"),
        ("<pre><code>one <b>1</b>\ntwo</code></pre>", "one 1\ntwo"),
        ("<pre> \n </pre><textarea>one\ntwo <b></textarea>", "one\ntwo <b>"),
        ("<p>Go <input type=text value=no><input value=no> now", "Go now"),
        ("<select><option>One<option>two</select>", "One\n\ntwo"),
        ("<label>Name</label><button>Send</button>", "Name\n\nSend"),
        ("<p>Go <input type=submit value=' Send it '> now", "Go now\n\nSend it"),
        ("<p>The<!-- a comment --> town<script>var x = '<p>no</p>'</script><style>p {}</style>.", "The town."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<details><summary>More</summary>Text</details>", "More\n\nText"),
        ("one\u2028two\x85three\x0bfour\x1cfive", "one two three four five"),
    ],
)
def test_the_text_is_what_a_browser_shows(page, text):
    assert text == text_of(page)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<b>One<p>two</b>three</p>four", "One\n\ntwothree\n\nfour"),
        ("<p>One<div>two</div>three</p>", "One\n\ntwo\n\nthree"),
        ("<p><a href=x><div>One</div></a>two</p>", "One\n\ntwo"),
        ("<a href=1>One<a href=2>two</a></a>", "One two"),
        ("<table><tr><td>One<td>two<tr><td>three", "One\ttwo\n\nthree"),
        ("<table>One<tr><td>two</table>", "One\n\ntwo"),
        ("<td>One<td>two", "One\n\ntwo"),
        ("<table><tr>One<td>two<b><td>three</table>", "One\n\ntwo\tthree"),
        ("<p>One</html><p>two</p></body>three", "One\n\ntwo\n\nthree"),
        ("<body><p>One<body><p>two", "One\n\ntwo"),
        ("<p>One</span></div>two", "Onetwo"),
        ("<p One two='three'four>five", "five"),
        ("<p>1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<title>News</title><p>One<title>two</title>", "News\n\ntwo\n\nOne"),
        ("<p>One<p><![CDATA[two]]>three", "One\n\nthree"),
        ("</p><p>One</p></p><//p>two", "One\n\ntwo"),
        ("<plaintext>One<b>two", "One<b>two"),
    ],
)
def test_malformed_pages_keep_their_words_in_order(page, text):
    assert text == text_of(page)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<a href=1>Home</a><a href=2>News</a>", "Home News"),
        ("<span class=a>54m</span><span class=b>R</span>", "54m R"),
        ("<span class=a>nullable</span><span class=b>string</span>", "nullable string"),
        ("<span class=a>year</span><span class=b>s</span>", "years"),
        ("<span>Jane</span><span>Roe</span>", "JaneRoe"),
        ("<b>quiet</b>ly", "quietly"),
        ("<span class=drop>T</span>he town", "The town"),
        ("<x-tag>One</x-tag><x-tag>two</x-tag>, three", "One two, three"),
        ("<x-tag>One</x-tag> two", "One two"),
        ("on<img>this", "on this"),
        ("on<img>, that", "on, that"),
        ("<x-card><p>One</p></x-card>two", "One\n\ntwo"),
        ("One<x-card>two<p>three</p>four</x-card>five", "One two\n\nthree\n\nfour five"),
    ],
)
def test_words_that_style_sets_apart_are_not_glued(page, text):
    assert text == text_of(page)


def test_a_row_of_plain_cells_is_one_line():
    page = "<table><tr><th>Town<th>People<tr><td>Oslo<td><a href=x>700 000</a><tr><td><td>4<tr><td>One<td></table>"
    assert [
        ("Town\tPeople", "tr", 0.0),
        ("Oslo\t700 000", "tr", 0.6),
        ("4", "td", 0.0),
        ("One", "td", 0.0),
    ] == shown(page, "tag", "link_share")


def test_empty_cells_hold_their_column():
    assert "a\t\tc" == text_of("<table><tr><td>a<td><td>c<td></table>")


@pytest.mark.parametrize(
    "cells",
    [
        "<td>menu<td><p>one</p><p>two</p>",
        "<td>menu<td>one<br>two",
        "<td>menu<td><div>one</div>two",
        "<td>menu<td><table><tr><td>one</table>two",
    ],
)
def test_a_table_that_lays_out_a_page_is_a_container(cells):
    assert ["menu", "one", "two"] == [line for (line,) in shown(f"<table><tr>{cells}</table>")]


def test_a_table_in_a_cell_has_rows_of_its_own():
    page = "<table><tr><td>menu<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>"
    assert [("menu", "td"), ("1\t2", "tr"), ("3\t4", "tr")] == shown(page, "tag")


def test_images_and_hidden_words_stand_after_the_row():
    page = "<table><tr><td>a<img alt=pic><td hidden>h<td>b <time datetime=2020>May</time></table>"
    assert [
        ("a\t\tb May", Kind.TEXT, "2020"),
        ("pic", Kind.ALT, ""),
        ("h", Kind.HIDDEN, ""),
    ] == shown(page, "kind", "datetime")


def test_the_hint_names_the_element_and_what_is_around_it():
    page = """<html><body id=Page><main class="l-main ArticleBody" itemscope itemtype="https://schema.org/NewsArticle">
        <div role=region><p class="post__lead lead2" itemprop=description>The town.</p></div></main>"""
    (hint,) = parse(page, "text/html").hints
    assert ("p", ("body", "main", "div", "p")) == (hint.tag, hint.path)
    assert (("page",), ("l", "main", "article", "body"), (), ("post", "lead", "lead2")) == hint.names
    assert ("NewsArticle", "region", "description") == hint.roles
    assert (Kind.TEXT, 0, False, 0.0) == (hint.kind, hint.level, hint.emphasis, hint.link_share)


def test_inline_elements_that_hold_the_whole_line_are_named():
    page = "<p class=x><span class=by-line><a href=x rel=author class=name>Jane</a> </span></p><p><b>One</b> <b>two</b>"
    assert [
        ("Jane", ("span", "a"), ("by", "line", "name"), ("author",), 1.0, False),
        ("One two", (), (), (), 0.0, True),
    ] == shown(page, "inline", "inline_names", "roles", "link_share", "emphasis")


def test_lines_of_one_element_and_of_one_container_can_be_told():
    hints = parse("<ul><li>One<br>more<li>two</ul><p>three", "text/html").hints
    assert hints[0].element == hints[1].element != hints[2].element
    assert hints[0].parent == hints[2].parent != hints[3].parent
    assert hints[0].parent < hints[0].element < hints[2].element < hints[3].element


def test_the_hint_says_headings_captions_times_and_emphasis():
    page = """<h2><a href=x>Title</a></h2><figure><figcaption>A <b>town</b></figcaption></figure>
        <p><time datetime="2020-05-03">3 May</time></p><p>On <time datetime="2020-05-04">4 May</time></p>
        <p><strong>All of it</strong></p><h1><div>Deep</div></h1><table><caption>Towns</caption></table>"""
    assert [
        ("Title", 2, False, False, "", False),
        ("A town", 0, True, False, "", False),
        ("3 May", 0, False, True, "2020-05-03", False),
        ("On 4 May", 0, False, False, "2020-05-04", False),
        ("All of it", 0, False, False, "", True),
        ("Deep", 1, False, False, "", False),
        ("Towns", 0, True, False, "", False),
    ] == shown(page, "level", "caption", "time", "datetime", "emphasis")


def test_the_share_of_links_counts_characters_that_are_seen():
    page = "<p>abc <a href=x>d ef</a><p><a name=x>abc</a><p><a href=x>a&nbsp;b</a> <a href=x>c</a>"
    assert [0.5, 0.0, 1.0] == [share for _, share in shown(page, "link_share")]


def test_the_title_comes_first_whatever_the_page_puts_before_it():
    page = "<head><noscript><p>Turn scripts on.</noscript><title>News</title></head><body><p>The town."
    assert [
        ("News", Kind.METADATA, "title"),
        ("Turn scripts on.", Kind.NOSCRIPT, "p"),
        ("The town.", Kind.TEXT, "p"),
    ] == shown(page, "kind", "tag")


def test_alternative_texts_stand_after_the_line_of_their_image():
    page = """<p>The <img alt=" a small
        town "> is quiet.</p><a href=x><img alt=Logo></a><img alt=""><svg><title>Close</title></svg>
        <amp-img alt=Harbour></amp-img><input type=image alt=Search><map><area alt=North></map>"""
    assert [
        ("The is quiet.", Kind.TEXT, "p", 0.0),
        ("a small town", Kind.ALT, "img", 0.0),
        ("Logo", Kind.ALT, "img", 1.0),
        ("Close", Kind.ALT, "title", 0.0),
        ("Harbour", Kind.ALT, "amp-img", 0.0),
        ("Search", Kind.ALT, "input", 0.0),
        ("North", Kind.ALT, "area", 0.0),
    ] == shown(page, "kind", "tag", "link_share")


@pytest.mark.parametrize(
    "page",
    [
        "<p hidden>secret</p>",
        "<p style='color: red; DISPLAY : none !important'>secret</p>",
        "<div style='visibility:hidden'><p>secret</p></div>",
        "<template><p>secret</p></template>",
        "<dialog><p>secret</p></dialog>",
        "<datalist><option>secret</datalist>",
        "<span aria-hidden=true>secret</span>",
        "<x-tag hidden>secret</x-tag>",
        "<iframe hidden>secret</iframe>",
        "<noscript hidden>secret</noscript>",
    ],
)
def test_hidden_text_is_kept_and_said_to_be_hidden(page):
    assert [("secret", Kind.HIDDEN)] == shown(page, "kind")
    assert ("lines that the page hides: 1",) == notes_of(page)


@pytest.mark.parametrize(
    "page",
    [
        "<body style='display:none'><p>shown",
        "<html hidden><p>shown",
        "<p aria-hidden=false>shown",
        "<p style='x-display: nonesuch'>shown",
        "<div aria-hidden=true>shown</div>",
        "<dialog open>shown</dialog>",
    ],
)
def test_what_a_browser_shows_in_the_end_is_not_hidden(page):
    assert [("shown", Kind.TEXT)] == shown(page, "kind")


def test_hidden_words_in_a_line_stand_beside_it():
    page = "<p>The <span hidden>very <b>big</b> <img alt=pic></span>town <noscript><i>N</i></noscript>is quiet.<p>Next"
    assert [
        ("The town is quiet.", Kind.TEXT, "p", ()),
        ("very big", Kind.HIDDEN, "span", ("hidden",)),
        ("pic", Kind.ALT, "img", ("hidden",)),
        ("N", Kind.NOSCRIPT, "noscript", ()),
        ("Next", Kind.TEXT, "p", ()),
    ] == shown(page, "kind", "tag", "roles")


def test_noscript_is_read_as_markup_and_said_to_be_one():
    page = "<p>One</p><noscript><p>Two <img alt=three></p></noscript><p>four"
    assert [("One", Kind.TEXT), ("Two", Kind.NOSCRIPT), ("three", Kind.ALT), ("four", Kind.TEXT)] == shown(page, "kind")
    assert ("lines for browsers without scripts, frames or media: 1",) == notes_of(page)


def test_shadow_templates_are_read_in_place():
    page = "<p>One</p><x-card>zero<template shadowrootmode=open><p>two</p>three</template>four</x-card>"
    assert ["One", "zero", "two", "three", "four"] == [line for (line,) in shown(page)]
    assert {Kind.TEXT} == {kind for _, kind in shown(page, "kind")}
    assert ("shadow templates, read in place: 1",) == notes_of(page)


def test_a_frameset_says_where_its_text_is():
    page = "<frameset><frame src=a.html><frame><frame src='b.html'><noframes><body><p>No <b>frames</b>.</noframes>"
    assert [("No frames.", Kind.NOSCRIPT, ("body", "frameset", "noframes", "p"))] == shown(page, "kind", "path")
    assert "a frameset: the text is in other documents: a.html, b.html" in notes_of(page)


def test_what_is_in_a_frame_is_read_and_what_stands_in_for_it_is_said_to():
    page = "<iframe>No <b>frames</b>.</iframe><iframe srcdoc='<p>In &lt;b>it'>no</iframe><video>No video.</video>"
    assert [("No frames.", Kind.NOSCRIPT), ("In it", Kind.TEXT), ("No video.", Kind.NOSCRIPT)] == shown(page, "kind")


def test_frames_in_frames_are_read_but_not_for_ever():
    page = "<iframe><noembed>" * 50 + "x"
    assert text_of(page).endswith("x")
    assert "<iframe>" in text_of(page)


def test_an_amp_page_says_that_it_is_one():
    page = (
        "<html ⚡><style amp-boilerplate>p {}</style><amp-carousel><amp-img alt=A></amp-img><p>One</p></amp-carousel>"
    )
    assert [("A", Kind.ALT), ("One", Kind.TEXT)] == shown(page, "kind")
    assert ("an AMP page",) == notes_of(page) == notes_of("<html amp><p>One")


BODY = "The town is quiet today.\n\nNobody knows for how long it will be & stay so.\ud83d"
ALONE = "the article stands in JSON-LD alone; its articleBody was read after the page's text"


def ld(value, around="%s"):
    return f'<script type="application/ld+json">{around % json.dumps(value)}</script>'


@pytest.mark.parametrize("around", ["%s", "<!-- %s -->", "//<![CDATA[\n%s\n//]]>", "%s;"])
def test_an_article_that_stands_in_json_ld_alone_is_read(around):
    page = "<p>Subscribe" + ld({"@graph": [1, {"@type": "NewsArticle", "articleBody": BODY}]}, around)
    assert [
        ("Subscribe", Kind.TEXT, "p"),
        ("The town is quiet today.", Kind.JSON_LD, "script"),
        ("Nobody knows for how long it will be & stay so.\ufffd", Kind.JSON_LD, "script"),
    ] == shown(page, "kind", "tag")
    assert (ALONE,) == notes_of(page)


def test_markup_in_json_ld_is_read_as_markup():
    page = ld({"articleBody": "<p>The <b>town</b>.</p><p>It is &eacute;.</p>"})
    assert [("The town.", Kind.JSON_LD), ("It is é.", Kind.JSON_LD)] == shown(page, "kind")


@pytest.mark.parametrize(
    "script",
    [
        ld({"articleBody": "The town is quiet today."}),
        ld({"articleBody": " "}),
        ld({"articleBody": ["Nobody knows."]}),
        "<script type=application/ld+json>{'articleBody': Nobody}</script>",
        '<script type=application/ld+json>{"articleBody": }</script>',
        f'<script type=application/ld+json>{"[" * 100_000}"articleBody"]</script>',
        "<script type=application/ld+json>",
        '<script>var x = \'{"articleBody": "Nobody knows."}\'</script>',
    ],
)
def test_json_ld_that_adds_nothing_is_not_read(script):
    page = "<p>Is the town quiet, today?" + script
    assert "Is the town quiet, today?" == text_of(page)
    assert () == notes_of(page)


def test_zero_bytes_and_halves_of_pairs_are_shown_and_counted():
    page = "<p>a\x00b\x00c \ud83d\ude00 \ud83d!"
    document = corpustools.read(page, media_type="text/html")
    assert "a\ufffdb\ufffdc 😀 \ufffd!" == document.text
    assert (
        "halves of surrogate pairs, shown as U+FFFD: 1",
        "zero bytes, shown as U+FFFD: 2",
    ) == document.source.notes


def test_controls_in_a_page_are_kept_and_do_not_break_lines():
    assert "a\x01b\x1b[2Jc\u200b\x7f" == text_of("<p>a\x01b\x1b[2Jc\u200b\x7f")


def test_a_text_without_elements_is_read_as_that_of_a_page():
    parsed = parse("1 < 2\n\nand 3", "text/html")
    assert ("1 < 2 and 3", "body", ("body",)) == (parsed.text, parsed.hints[0].tag, parsed.hints[0].path)
    assert ("no element in it: read as the text of a page",) == parsed.notes


@pytest.mark.parametrize("open_and_closed", [True, False])
@pytest.mark.parametrize("tag", ["div", "b", "x-tag", "table", "ul", "i", "noscript", "span hidden"])
def test_a_page_nested_without_end_is_read_flat(tag, open_and_closed):
    count = 20_000
    page = (
        f"<{tag}>" * count
        + "<p>One <b>two</b></p><script>no</script>"
        + f"</{tag.split()[0]}>" * count * open_and_closed
    )
    parsed = parse(page + "<p>three", "text/html")
    assert ["One", "two", "three"] == parsed.text.split()
    assert max(len(hint.path) for hint in parsed.hints) <= DEEPEST + 2
    assert f"nested deeper than {DEEPEST}: flattened" in parsed.notes


def test_a_page_a_little_too_deep_is_still_read_by_libxml2(monkeypatch):
    monkeypatch.setattr(html_parsers, "_Flat", None)
    page = "<div>" * 600 + "<i>One</i><iframe>two</iframe><br><p>three</p><img alt=four>" + "</div>" * 600 + "five"
    parsed = parse(page, "text/html")
    assert ["One", "two", "three", "four", "five"] == parsed.text.split()
    assert f"nested deeper than {DEEPEST}: flattened" in parsed.notes


def test_the_parser_of_flat_pages_reads_what_the_other_reads(monkeypatch):
    page = """<title>News</title><div class="a b"><p>The <b>town</b> &amp; <a href=x>river</a><br>are quiet.</p></div>
        <iframe><p>frame</p></iframe><script>no</script><img alt=pic><ul><li>One</li><li>two</li></ul></div></i>End"""

    def read_flat(text):
        lines = html_parsers.Lines(html_parsers._read_piece)
        flat = html_parsers._Flat(lines)
        flat.feed(text)
        flat.close()
        return lines.close()

    want = shown(page, "tag", "kind", "link_share", "names")
    monkeypatch.setattr("corpustools.readers.html.read_page", read_flat)
    assert want == shown(page, "tag", "kind", "link_share", "names")


@pytest.mark.parametrize(
    "piece",
    [
        "<div><p>The town is <b>quiet</b> today.</p></div>",
        "<div>x",
        "<p>x</i></b></span>",
        "<table><tr><td>x",
        "<span class=a>x</span>",
        "<b>x",
        "<img alt=a>",
        "<!--",
        "&",
        "<iframe><noframes>",
        '<script type="application/ld+json">[{"articleBody": "a b"},',
    ],
)
def test_twice_the_page_takes_about_twice_the_time(piece, grows_linearly):
    assert grows_linearly(lambda page: parse(page, "text/html"), lambda count: piece * count, 2_000)


def test_a_large_page_is_read_whole():
    count = 60_000
    page = "<body>" + "".join(f"<div class=c{n % 9}><p>The town number {n} is quiet.</p></div>" for n in range(count))
    parsed = parse(page, "text/html")
    assert count == len(parsed.hints)
    assert f"The town number {count - 1} is quiet." == parsed.text[parsed.hints[-1].start :]


# Encodings.


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "Text/HTML; charset=utf-8"])
@pytest.mark.parametrize(
    "declaration",
    [
        "<meta charset=windows-1251>",
        "<META content='text/html; charset=windows-1251' http-equiv='Content-Type'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
        f"<!-- {'x' * 900} --><meta charset='windows-1251'>",
    ],
)
def test_a_page_says_in_which_encoding_it_is(declaration, media_type):
    document = corpustools.read((declaration + "<p>" + RUSSIAN).encode("windows-1251"), media_type=media_type)
    assert RUSSIAN == document.text
    assert ("cp1251", "meta_charset") == (document.source.encoding, document.source.encoding_rule)
    assert document.source.encoding_reason == "the page declares windows-1251, and the bytes follow it"


@pytest.mark.parametrize(
    ("page", "media_type", "rule"),
    [
        (codecs.BOM_UTF8 + b"<meta charset=koi8-r><p>" + RUSSIAN.encode(), "text/html", "byte_order_mark"),
        (b"<meta charset=koi8-r><p>" + RUSSIAN.encode(), "text/html; charset=koi8-r", "utf_8"),
        (b"<meta charset=koi8-r><p>" + RUSSIAN.encode("cp1251"), "text/html; charset=cp1251", "declared_charset"),
        (b"<meta charset=koi8-r><p>" + RUSSIAN.encode("koi8-r"), "text/html", "meta_charset"),
        (("<meta charset=utf-16><p>" + RUSSIAN).encode("utf-16-le"), "text/html", "utf_16_without_mark"),
        (b"<meta charset=utf-16><p>" + RUSSIAN.encode("cp1251"), "text/html", "detected_charset"),
        (b"<meta charset=nonsense><p>" + RUSSIAN.encode("cp1251"), "text/html", "detected_charset"),
        (b"<meta charset=unicode_escape><p>" + RUSSIAN.encode("cp1251"), "text/html", "detected_charset"),
        (b"<meta charset=zlib><p>" + RUSSIAN.encode("cp1251"), "text/html", "detected_charset"),
        (b" " * 1100 + b"<meta charset=cp1251><p>" + RUSSIAN.encode("cp1251"), "text/html", "detected_charset"),
    ],
)
def test_mark_then_utf_8_then_header_then_meta_then_detection_decide(page, media_type, rule):
    document = corpustools.read(page, media_type=media_type)
    assert (RUSSIAN, rule) == (document.text, document.source.encoding_rule)


@pytest.mark.parametrize(
    ("declared", "words", "encoding"),
    [
        ("iso-8859-1", "“naïve”", "windows-1252"),
        ("us-ascii", "“naïve”", "windows-1252"),
        ("gb2312", "東京今天很安静", "gb18030"),
        ("shift_jis", "①東京は静か", "cp932"),
        ("euc-kr", "오늘은 조용하다 똠", "cp949"),
        ("iso-8859-9", "Şehir “sessiz”", "cp1254"),
    ],
)
def test_an_encoding_is_read_as_browsers_read_it(declared, words, encoding):
    decoded, _ = decode(f"<meta charset={declared}><p>{words}".encode(encoding), "text/html")
    assert (encoding, "<p>" + words) == (decoded.encoding, decoded.text[-len(words) - 3 :])


def test_a_few_broken_bytes_do_not_unsay_the_declaration():
    decoded, by = decode(b'<meta charset="utf-8"><p>' + RUSSIAN.encode() + b"\xd0", "text/html")
    assert ("meta_charset", "utf-8") == (by, decoded.encoding)
    assert RUSSIAN in decoded.text
    assert "all but 1 of its" in decoded.reason


def test_a_text_given_as_text_may_declare_what_it_likes():
    page = f'<?xml version="1.0" encoding="utf-16"?><html><meta charset="koi8-r"><p>{RUSSIAN}</p></html>'
    document = corpustools.read(page, media_type="application/xhtml+xml")
    assert (RUSSIAN, "given_as_text") == (document.text, document.source.encoding_rule)


# In the record and in a corpus.


def test_notes_are_in_the_record_where_there_are_any():
    page = corpustools.read(b"<html amp><p>The town is quiet.", media_type="text/html")
    assert ["an AMP page"] == to_record(page)["source"]["notes"]
    assert page == from_record(to_record(page))
    assert "notes" not in to_record(corpustools.read(b"The town is quiet."))["source"]


def test_pages_of_a_corpus_are_read_as_pages_and_verified(make_corpus):
    page = "<title>News</title><p>The town is <b>quiet</b> today.</p><p>Nobody knows for how long.</p>"
    corpus = make_corpus({"a.html": page, "b.HTM": page, "c.xhtml": page, "d.txt": page})
    corpus.process()
    assert ["text/html", "text/html", "application/xhtml+xml", "text/plain"] == [
        corpus[ident].source.media_type for ident in "abcd"
    ]
    assert "News\n\nThe town is quiet today.\n\nNobody knows for how long." == corpus["a"].text == corpus["c"].text
    assert page == corpus["d"].text
    assert [] == list(verify(corpus))
    (corpus.raw / "a.html").write_text(page.replace("quiet", "loud"), encoding="utf-8")
    assert any("raw changed since it was read" in problem.message for problem in verify(corpus))


def test_the_tables_of_elements_agree():
    assert set(KINDS) | set(FLAGS) <= set(CODES)


# Properties.

WORDS = st.text("abcdeéß中ж1 \n\t\xa0&<>\"'", max_size=8)
TAGS = st.sampled_from(
    "a b br button custom-tag dialog div h2 hr i iframe img label li noscript ol option p pre script select span "
    "style svg table td template textarea th time title tr ul video body head html".split()
)
ATTRIBUTES = st.sampled_from(
    ["", " href=x", " class='a b'", " alt=pic", " hidden", " style='display:none'", " aria-hidden=true", " datetime=1"]
)
PIECES = st.one_of(
    WORDS,
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.sampled_from(["<!--", "-->", "<", "&amp;", "<![CDATA[", "]]>", "<!doctype html>", "</", "<?x", "\x00", "\r"]),
)
SOUP = st.lists(PIECES, max_size=40).map("".join)


@given(SOUP)
def test_each_line_has_one_hint_in_order(page):
    parsed = parse(page, "text/html")
    assert [(hint.start, hint.end) for hint in parsed.hints] == list(lines(parsed.text))
    for hint in parsed.hints:
        assert hint.tag == hint.path[-1]
        assert len(hint.path) == len(hint.names)
        assert 0.0 <= hint.link_share <= 1.0
        assert isinstance(hint.kind, Kind)
        assert len(hint.inline) or not hint.inline_names
    assert parsed == parse(page, "text/html")


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_a_page(text):
    parsed = parse(text, "text/html")
    assert [(hint.start, hint.end) for hint in parsed.hints] == list(lines(parsed.text))


INNER = st.recursive(
    st.sampled_from(["w{}", " w{} ", "<br>", "<img alt='w{}'>"]),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from("div section article ul li p b i span a custom-tag table tr td pre h2 blockquote".split()),
        st.sampled_from(["", " class=x", " href=y", " hidden"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=30,
)


@given(INNER)
def test_every_word_of_a_page_is_in_its_text_once(page):
    count = page.count("w{}")
    parsed = parse(page.format(*(f"_{n}_" for n in range(count))), "text/html")
    found = [int(number) for number in re.findall(r"_(\d+)_", parsed.text)]
    assert list(range(count)) == sorted(found)


@given(INNER.filter(lambda page: "hidden" not in page and "alt=" not in page))
def test_the_words_that_a_page_shows_stand_in_their_order(page):
    count = page.count("w{}")
    parsed = parse(page.format(*(f"_{n}_" for n in range(count))), "text/html")
    assert list(range(count)) == [int(number) for number in re.findall(r"_(\d+)_", parsed.text)]


@given(SOUP)
def test_no_rule_of_torn_lines_fires_between_blocks(page):
    joined = registry.get("torn_line").function(text_of(page))
    assert all("\n\n" not in text_of(page)[what.start : what.end] for what in joined)
