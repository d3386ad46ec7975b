"""A site of nothing but a corpus. `corpustools html` says where the corpus is."""

from pathlib import Path

from corpustools.config import Config
from corpustools.writers.markdown import escape_line

# This file is copied to .corpustools/site/, below the corpus. In the package, where its doctests are looked for, it
# stands beside none.
corpus_path = str(Path(__file__).resolve().parents[2])
_settings = Path(corpus_path, "corpus.toml")
_corpus = Config.load(_settings) if _settings.is_file() else Config()

project = html_title = _corpus.title
author = copyright = ""
extensions = ["corpustools.sphinxext"]
html_theme = "furo"
html_baseurl = _corpus.site
html_show_copyright = False
# There are no terms to list: the page would be empty.
html_use_index = False
# The sources of generated pages are of no use to those who read them.
html_show_sourcelink = html_copy_source = False
myst_enable_extensions = ["substitution"]
myst_substitutions = {"title": escape_line(_corpus.title)}
