"""What pages declare: places that lie in the source, however odd the markup, in a time that grows with its length."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import corpustools
from corpustools.extractors.receipts import says
from corpustools.model.declaration import Declaration
from corpustools.readers.html_declared import declarations, resolve

PIECES = [
    *(
        "<meta name=author content='",
        "<meta property='og:title' content=\"",
        "' >",
        '">',
        "Jane &amp; Roe",
        "2015-06-10",
    ),
    *(
        "<title>",
        "</title>",
        "<TITLE >Town",
        "<h1 class='a>b'>",
        "</h1>",
        "<!--",
        "-->",
        "<!-->",
        "<script>",
        "</script >",
    ),
    *(
        "<html lang=cs>",
        "<link rel=canonical href=",
        "https://example.org/2015/06/10/a ",
        ">",
        "<",
        "'",
        '"',
        "\\",
        "\n",
    ),
    *("<time datetime='2015-06' pubdate>", "<span itemprop=author>", "</span>", "<b>", "</b>", "<a rel=tag>", "</a>"),
    *('<script type="application/ld+json">', '{"@type": "NewsArticle", ', '"author": ', '[{"name": "', "Ann\\u0020Poe"),
    *('"headline": "', '", ', '"}', "]", "}", "{", "[", ":", "\\ud83d", "\ud83d", "\u00e9", "&#x", "&nbsp;", "\x00"),
    *(
        '"@id": "#a"',
        '"publisher": {"name": "News"}',
        '"datePublished": "2015-06-10T23:00:00Z"',
        "0001-01-01T00:00:00Z",
        "<![CDATA[",
        "]]>",
    ),
    "FILE ARCHIVED ON 04:12:33 Jan 10, 2020 AND RETRIEVED FROM",
]
SOURCES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


@given(SOURCES)
@example('<script type="application/ld+json">{"@type": "Article", "headline": "a\\ud83d b &lt;i&gt;"}</script>')
@example("<title>a<b>b</b>&amp;amp;</title><h1>\u2028x</h1>")
def test_each_declaration_stands_where_it_says(source):
    found = declarations(source)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end, one.name))
    assert len(set(found)) == len(found)
    for declared in found:
        assert 0 <= declared.start < declared.end <= len(source)
        assert resolve(declared.name, source[declared.start : declared.end]) == declared.value
        assert declared.value == " ".join(declared.value.split()) != ""


@given(SOURCES)
@example("<meta name=author content='0001-01-01T00:00:00Z<meta property='og:title' content=\"")
def test_each_fact_says_its_declaration(source):
    page = corpustools.read(source, media_type="text/html", url="https://example.org/2015/06/10/quiet")
    assert [] == [fact for fact in page.facts if not says(page, fact)]


class TestWhatIsNoDeclaration:
    @pytest.mark.parametrize(
        "around",
        ["<!-- {} -->", "<script>{}</script>", "<style>{}</style>", "<textarea>{}</textarea>", "<script>'</style>{}"],
    )
    def test_is_in_another_place(self, around):
        assert () == declarations(around.format('<meta name="author" content="Jane Roe">'))

    def test_is_of_no_use_to_facts(self):
        assert () == declarations('<meta name="viewport" content="width=device-width"><link rel=stylesheet href=a.css>')

    def test_is_too_long(self):
        assert () == declarations(f"<title>{'a' * 5000}</title>")

    def test_is_one_of_too_many(self):
        assert len(declarations("<meta name=author content=a>" * 5000)) < 1000


class TestJsonLd:
    @staticmethod
    def declared(json):
        found = declarations(f'<script type="application/ld+json">{json}</script>')
        return [(one.name.removeprefix("json-ld "), one.value) for one in found]

    def test_is_read_up_to_where_it_breaks(self):
        said = self.declared(
            '{"@type": "Article", "headline": "Town", "description": "He said "no" today", "author": "X"}'
        )
        assert [("Article.headline", "Town")] == said

    def test_knows_who_is_meant_by_a_reference(self):
        person = '{"@type": "Person", "@id": "#a", "name": "Jane Roe"}'
        said = self.declared(f'{{"@graph": [{{"@type": "BlogPosting", "author": {{"@id": "#a"}}}}, {person}]}}')
        assert [("BlogPosting.author.name", "Jane Roe")] == said

    def test_of_several_articles_is_the_one_at_the_pages_address(self):
        other = '{"@type": "Article", "headline": "Other"}'
        own = '{"@type": "Article", "url": "https://a.b/c", "headline": "Own"}'
        articles = f"[{other}, {own}]"
        page = f'<link rel=canonical href=https://a.b/c><script type="application/ld+json">{articles}</script>'
        assert Declaration("json-ld Article.headline", "Own", page.index("Own"), page.index("Own") + 3) in declarations(
            page
        )
        assert "Other" not in {one.value for one in declarations(page)}

    def test_of_other_things_is_none_of_the_articles(self):
        assert [] == self.declared(
            '{"@type": "Product", "name": "Chair", "review": {"@type": "Review", "author": "X"}}'
        )


TEXT = "<p>Nobody in the quiet town knows how long this will last, and nobody asks.</p>"


def headline(markup):
    return corpustools.read(markup, media_type="text/html").metadata.headline


class TestTheHeadline:
    @pytest.mark.parametrize("told", ['<meta property="og:title" content="{}">', "<title>{} - The Daily</title>"])
    def test_is_told_from_the_kicker_before_it(self, told):
        told = told.format("Town Is Quiet")
        site = '<meta property="og:site_name" content="The Daily">'
        assert headline(f"{site}{told}<h1><i>Europe</i> Town Is Quiet</h1>{TEXT}") == "Town Is Quiet"
        # Without an element of its own, or where the page says otherwise, the words belong to it.
        assert headline(f"{site}{told}<h1>Every Town Is Quiet</h1>{TEXT}") == "Every Town Is Quiet"
        assert headline(f"{site}{told}<h1><i>Every</i> Town Was Quiet</h1>{TEXT}") == "Every Town Was Quiet"

    def test_has_no_buttons_and_nothing_hidden(self):
        assert headline(f"<h1>Town Is Quiet <button>Copy the address</button></h1>{TEXT}") == "Town Is Quiet"
        assert headline(f"<h1>Town Is Quiet <x-tip class=a hidden><b>Save</b></x-tip></h1>{TEXT}") == "Town Is Quiet"

    def test_is_not_the_name_of_the_whole_that_each_page_opens_with(self):
        title = "<title>How the Town Is Run - The Handbook of Towns</title><h1>The Handbook of Towns</h1>"
        assert headline(f"{title}<h2>How the Town Is Run</h2>{TEXT}") == "How the Town Is Run"
        assert headline(f"{title}{TEXT}") == "The Handbook of Towns"

    def test_shares_a_word_with_the_title_of_the_page(self):
        told = '<meta property="og:title" content="Rope Swing for Two">'
        assert headline(f"{told}<title>Rope Swing for Two</title><h1>Special Offers</h1>{TEXT}") == "Rope Swing for Two"
        assert headline(f"{told}<title>Rope Swing for Two</title><h1>A Swing</h1>{TEXT}") == "A Swing"
        assert headline(f"<h1>Special Offers</h1>{TEXT}") == "Special Offers"


def article(**said):
    told = json.dumps({"@type": "NewsArticle", "headline": "Town Is Quiet", **said})
    return f'<script type="application/ld+json">{told}</script><h1>Town Is Quiet</h1>'


def authors(markup):
    return corpustools.read(f"{markup}{TEXT}{TEXT}", media_type="text/html").metadata.authors


class TestAuthors:
    def test_are_those_of_a_byline_that_has_all_declared_ones_and_more(self):
        page = article(author={"@type": "Person", "name": "Jane Roe"})
        assert authors(f"{page}<p class=byline>By Jane Roe and John Doe</p>") == ("Jane Roe", "John Doe")
        assert authors(f"{page}<p class=byline>By Ann Poe and John Doe</p>") == ("Jane Roe",)

    def test_are_no_sections_beside_a_name(self):
        page = "<h1>Town Is Quiet</h1>"
        assert authors(f"{page}<p class=byline>By Jane Roe | June 5, 2015 | Brake Repair, Energy Markets</p>") == (
            "Jane Roe",
        )
        assert authors(f"{page}<p class=byline>By Jane Roe, John Doe</p>") == ("Jane Roe", "John Doe")

    def test_are_none_of_those_who_contributed(self):
        page = "<h1>Town Is Quiet</h1><p class=byline>By Jane Roe</p>"
        assert authors(f"{page}<p>Contributions from</p><p class=byline>John Doe</p><p>5 June 2015</p>") == (
            "Jane Roe",
        )

    def test_may_be_accounts_in_forums_alone(self):
        post = article(author={"@type": "Person", "name": "slow-poke"})
        assert authors(post.replace("NewsArticle", "DiscussionForumPosting")) == ("slow-poke",)
        byline = "<p class=byline>By Jane Roe</p>"
        assert authors(f"{post.replace('NewsArticle', 'DiscussionForumPosting')}{byline}") == ("slow-poke",)
        assert authors(f"{post}{byline}") == ("Jane Roe",)

    def test_before_whose_given_name_the_family_stands_are_one(self):
        assert authors('<meta name="citation_author" content="Roe, Jane Q.">') == ("Roe, Jane Q.",)
        assert authors('<meta name="author" content="Jane Roe, John Doe">') == ("Jane Roe", "John Doe")


class TestTheDayOfPublication:
    def published(self, markup):
        return corpustools.read(f"{markup}{TEXT}", media_type="text/html").metadata.date_published

    @pytest.mark.parametrize(
        ("time", "shown", "day"),
        [
            ("2015-06-11T01:30:00Z", "10 June 2015", "2015-06-10"),
            ("2015-06-09T22:00:00.000+00:00", "10 June 2015", "2015-06-10"),
            # It was no such day anywhere, the time is that of a place, or the page does not show a day.
            ("2015-06-11T12:30:00Z", "10 June 2015", "2015-06-11"),
            ("2015-06-11T01:30:00+02:00", "10 June 2015", "2015-06-11"),
            ("2015-06-11T01:30:00Z", "Quiet again", "2015-06-11"),
            ("0001-01-01T00:00:00Z", "10 June 2015", "2015-06-10"),
            ("9999-12-31T23:59:59Z", "10 June 2015", "2015-06-10"),
        ],
    )
    def test_is_the_one_that_the_page_shows(self, time, shown, day):
        assert self.published(f"{article(datePublished=time)}<p class=date>{shown}</p>") == day

    def test_is_not_that_of_a_change(self):
        page = article(datePublished="2015-06-09T22:00:00Z", dateModified="2015-06-10T07:00:00Z")
        assert self.published(f"{page}<p class=date>10 June 2015</p>") == "2015-06-09"

    def test_is_declared_outside_of_answers_and_teasers(self):
        parts = "".join(f"<b itemprop=datePublished content=2015-07-{day}></b>" for day in (11, 12))
        assert self.published(f'<meta name="date" content="2015-06-10"><h1>Town Is Quiet</h1>{parts}') == "2015-06-10"
        one = "<b itemprop=datePublished content=2015-07-11></b>"
        assert self.published(f'<meta name="date" content="2015-06-10"><h1>Town Is Quiet</h1>{one}') == "2015-07-11"


HOSTILE = {
    "open tags": "<meta ",
    "open quotes": "<meta content='",
    "open comments": "<!-- <!",
    "comments": "<!---->",
    "titles": "<title>",
    "headings": "<h1>",
    "headings of hidden elements": f"<h1>{'<b hidden>x' * 150}</h1>",
    "scripts": "<script>",
    "links": "<link ",
    "properties": "<b itemprop=author>",
    "braces": '<script type="application/ld+json">' + "{" * 50,
    "escapes": '\\"',
    "strings": '"a" ',
    "lists": '[{"author":',
    "dates in addresses": "<time datetime=2015-06-10>",
    "attributes": "a=b ",
}


@pytest.mark.parametrize(
    "opening", ["", '<script type="application/ld+json">{"headline": ', "<meta "], ids=["", "json", "tag"]
)
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_source_takes_about_twice_the_time(opening, piece, grows_linearly):
    assert grows_linearly(declarations, lambda length: opening + piece * (length // len(piece)), 40_000)


@pytest.mark.parametrize("name", ["lınk", "tıtle", "ſcript", "ſtyle", "lin\N{KELVIN SIGN}", "LİNK"])
def test_a_name_that_is_like_one_of_an_element_is_none(name):
    page = f'<head><{name} rel="canonical" href="https://example.org/ferry">Ferry</{name}></head><p>It is quiet.</p>'
    document = corpustools.read(page, media_type="text/html")
    assert document.text.endswith("It is quiet.")
    assert document.declarations == ()


def test_zero_bytes_are_shown_alike_in_the_text_and_in_what_is_declared():
    page = corpustools.read(
        b"<!DOCTYPE html><title>Night train\0 is late</title><p>Nobody knows why.", media_type="text/html"
    )
    [title] = [each for each in page.declarations if each.name == "title"]
    assert title.value == "Night train\ufffd is late"
    assert title.value in page.text
