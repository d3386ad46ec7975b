"""The ``corpus`` domain: documents and rules as objects that pages, and other projects, can refer to."""

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from corpustools.corpus.appearances import Appearances
from corpustools.corpus.entry import Entry
from corpustools.errors import SiteWarning
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.model.tiling import first_words
from corpustools.sphinxext.document_index import DocumentIndex
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.making_room import until_room_is_made
from corpustools.sphinxext.nodes import corpus_apparatus
from corpustools.sphinxext.opened import appearances_of, corpus_of, document_of, entities_of, entries_of
from corpustools.sphinxext.redirecting import moved
from corpustools.sphinxext.same import Same
from corpustools.text.characters import in_a_line, visible
from corpustools.writers.appearing import Key
from corpustools.writers.page import anchors
from corpustools.writers.passages import passages

logger = logging.getLogger(__name__)

# (name of the page, title shown, anchor on the page)
ObjectEntry = tuple[str, str, str]


class DocumentRole(XRefRole):
    """A reference to a document: the page that makes it is read again when the document changes or goes."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Note what the page depends on; the link itself is as written."""
        ident = target.partition("#")[0]
        if ident not in corpus_of(env.config):
            ident = moved(env.config).get(ident, ident)
        env.note_dependency(str(corpus_of(env.config).record_path(ident)))
        return super().process_link(env, refnode, has_explicit_title, title, target)


class EntityRole(XRefRole):
    """A reference to a person, an organization or a place, by its slug or by a name that documents have for it."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Note that the page that makes it depends on what the corpus names."""
        env.note_dependency(str(corpus_of(env.config).state_file))
        return super().process_link(env, refnode, has_explicit_title, title, target)


class QuoteRole(DocumentRole):
    """Words quoted from a document, which lead to the passage that has them."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Check the words, and name the passage."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        return title, checked_quotation(env, title if has_explicit_title else "", target, self.get_location())


def checked_quotation(env: BuildEnvironment, words: str, target: str, location: str) -> str:
    """Return the target with the passage that has these words; warn where there is none."""
    ident, _, anchor = target.partition("#")
    corpus = corpus_of(env.config)
    if ident not in corpus:
        return target  # the reference says so
    found = corpus.passage_that_says(ident, words, anchor)
    if found is not None:
        return f"{ident}#{found}"
    where = f"the passage {anchor!r} of the document {ident}" if anchor else f"the document {ident}"
    message = "%s does not say “%s”" if words else "a quotation from %s has no words; write them before <%s>"
    said = (where, first_words(words)) if words else (where, target)
    logger.warning(message, *said, location=location, type="corpus", subtype=SiteWarning.QUOTATION.value)
    return target


class CorpusDomain(Domain):
    """Documents, the rules that read them, and whom and what they name.

    ``{corpus:doc}`` names a document by its id, ``{corpus:para}`` a passage by ``ID#ANCHOR`` (its address on
    the document's page), ``{corpus:quote}`` words of a document, ``{corpus:rule}`` a rule by its name,
    ``{corpus:person}``, ``{corpus:organization}`` and ``{corpus:place}`` an entity by its slug or its name.
    """

    name = "corpus"
    label = "Corpus"
    object_types: ClassVar[dict[str, ObjType]] = {
        "document": ObjType("document", "doc", "para", "quote"),
        "passage": ObjType("passage", "para", "quote"),
        "rule": ObjType("rule", "rule"),
        **{kind: ObjType(kind, kind) for kind in ENTITY_KINDS},
    }
    roles: ClassVar[dict[str, Any]] = {
        "doc": DocumentRole(innernodeclass=nodes.inline, warn_dangling=True),
        "para": DocumentRole(innernodeclass=nodes.inline, warn_dangling=True),
        "quote": QuoteRole(innernodeclass=nodes.inline, warn_dangling=True),
        "rule": XRefRole(warn_dangling=True),
        **{kind: EntityRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in ENTITY_KINDS},
    }
    initial_data: ClassVar[dict[str, Any]] = {"passages": {}, "rules": {}}
    indices: ClassVar[list[type[Index]]] = [DocumentIndex]
    data_version = 3

    @property
    def documents(self) -> dict[str, ObjectEntry]:
        """Each document's page, title and anchor, by its id, whichever way their pages are made."""
        entries = entries_of(self.env.config)
        return _documents(layout_of(self.env.config), Same(entries))

    @property
    def passages(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Each document's page, and the anchors of its passages, by its id; known once its page is read or made."""
        return cast(dict[str, tuple[str, tuple[str, ...]]], self.data["passages"])

    @property
    def rules(self) -> dict[str, ObjectEntry]:
        """Each rule's page, name and anchor, by its name."""
        return cast(dict[str, ObjectEntry], self.data["rules"])

    @property
    def entities(self) -> dict[Key, ObjectEntry]:
        """Each entity's page, name and anchor, by its kind and slug."""
        found = appearances_of(self.env.config)
        return _entities(layout_of(self.env.config), Same(found))

    def clear_doc(self, docname: str) -> None:
        """Forget what a page declared."""
        for kind in self.initial_data:
            for name in [name for name, entry in self.data[kind].items() if entry[0] == docname]:
                del self.data[kind][name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of these pages."""
        for kind in self.initial_data:
            for name, entry in otherdata[kind].items():
                if entry[0] in docnames:
                    self.data[kind][name] = entry

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which passages a document has whose page is read: its apparatus says which it is."""
        for node in document.findall(corpus_apparatus):
            ident = node["document"]
            self.note_passages(ident, docname, [each.anchor for each in passages(document_of(env.config, ident))])

    def note_passages(self, ident: str, docname: str, anchors_of: Iterable[str]) -> None:
        """Note the anchors of a document's passages, and the name of its page."""
        self.passages[ident] = (docname, tuple(anchors_of))

    def note_rule(self, name: str, anchor: str) -> None:
        """Note that the page being read declares a rule."""
        self.rules[name] = (self.env.current_document.docname, name, anchor)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Make the link for a role, or none where the corpus has no such thing; see :func:`warn_missing`."""
        fragment = ""
        if typ == "page":
            name, _, fragment = target.partition("#")
            return make_refnode(builder, fromdocname, name, fragment, contnode)
        if typ == "rule":
            entry = self.rules.get(target)
        elif typ in ENTITY_KINDS:
            entry = self.entities.get((typ, _slug_of(env, typ, target)))
        else:
            ident, _, fragment = target.partition("#")
            if ident not in self.documents:
                ident = moved(env.config).get(ident, ident)
            entry = self.documents.get(ident)
        if entry is None:
            return None
        if fragment and not node.get("corpus_checked"):
            former = corpus_of(env.config).redirects.of(ident).passages
            if former.get(fragment) is None and fragment not in document_of(env.config, ident).once(anchors):
                return None
        docname, title, anchor = entry
        if typ != "rule" and not node.get("refexplicit"):
            contnode = nodes.inline(title, title, classes=["corpus-title"])
        return make_refnode(builder, fromdocname, docname, fragment or anchor, contnode, title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer a document, a rule or an entity for a bare reference."""
        offered = [("doc", self.documents.get(target)), ("rule", self.rules.get(target))]
        offered += [(kind, self.entities.get((kind, target))) for kind in ENTITY_KINDS]
        found = []
        for role, entry in offered:
            if entry is not None:
                docname, title, anchor = entry
                found.append((f"corpus:{role}", make_refnode(builder, fromdocname, docname, anchor, contnode, title)))
        return found

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield every object for ``objects.inv``; priority -1 keeps what grows with a corpus out of Sphinx's search."""
        # Nearly in the order in which they are sorted for it: a hundred thousand then take next to no time.
        passages = dict(self.passages)
        for ident, (docname, title, anchor) in self.documents.items():
            yield ident, title, "document", docname, anchor, -1
            page, anchors_of = passages.pop(ident, (docname, ()))
            for anchor_of in sorted(anchors_of):
                yield f"{ident}#{anchor_of}", title, "passage", page, anchor_of, -1
        for ident, (page, anchors_of) in passages.items():
            for anchor_of in anchors_of:
                yield f"{ident}#{anchor_of}", ident, "passage", page, anchor_of, -1
        for name, (docname, title, anchor) in self.rules.items():
            yield name, title, "rule", docname, anchor, 1
        for (kind, slug), (docname, name, anchor) in self.entities.items():
            yield slug, name, kind, docname, anchor, -1


@until_room_is_made
@lru_cache(maxsize=2)
def _documents(layout: Layout, entries: Same[dict[str, Entry]]) -> dict[str, ObjectEntry]:
    return {ident: (layout.document(ident), in_a_line(entry.title), "") for ident, entry in entries.held.items()}


@until_room_is_made
@lru_cache(maxsize=2)
def _entities(layout: Layout, found: Same[dict[Key, Appearances]]) -> dict[Key, ObjectEntry]:
    return {key: (layout.entity(*key), visible(one.name), "") for key, one in found.held.items()}


def _slug_of(env: BuildEnvironment, kind: MentionKind, target: str) -> str:
    """Return the slug of what is named by its slug or by a name."""
    if (kind, target) in appearances_of(env.config):
        return target
    return entities_of(env.config).of(kind, target, "").slug


def warn_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what the corpus does not hold, instead of Sphinx's own message."""
    if not isinstance(domain, CorpusDomain):
        return None
    ident, _, fragment = node["reftarget"].partition("#")
    if fragment and ident in domain.documents:
        message = f"the document {ident} has no passage {fragment!r}"
    else:
        kind = node["reftype"] if node["reftype"] in ("rule", *ENTITY_KINDS) else "document"
        message = f"the corpus holds no {kind} called {ident!r}"
    logger.warning(message, location=node, type="corpus", subtype=SiteWarning.REFERENCE.value)
    return True


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(CorpusDomain)
    app.connect("warn-missing-reference", warn_missing)
