"""What pages declare: places that lie in the source, however odd the markup, in a time that grows with its length."""

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
    *('"@id": "#a"', '"publisher": {"name": "News"}', '"datePublished": "2015-06-10T23:00:00Z"', "<![CDATA[", "]]>"),
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
