"""The site of corpustools: its documentation, and the corpus it was first built to read."""

import sys
import warnings
from pathlib import Path

import corpustools

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "corpustools"
author = "the corpustools developers"
release = version = corpustools.__version__
copyright = "the corpustools developers; texts of the corpus belong to their publishers"

extensions = [
    "corpustools.sphinxext",
    "reference_tables",
    "sphinx.ext.autodoc",
    "sphinx_autodoc_typehints",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build"]

corpus_path = "../corpus"
corpus_rule_pages = {
    "line_model": ["explanation/line-model", "explanation/evaluation"],
    "recurs_on_other_pages": ["how-to/set-aside-what-recurs", "explanation/evaluation"],
}

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "corpustools"
html_static_path = ["_static"]
html_css_files = ["docs.css"]

autodoc_member_order = "bysource"
always_document_param_types = True
typehints_use_rtype = False

# sphinx-autodoc-typehints calls what Sphinx 10 will remove; that is not for this project to mend.
warnings.filterwarnings("ignore", message=r"'sphinx_autodoc_typehints\.")

nitpicky = True
# The build needs no network, so it cannot look up where Python and numpy describe their own objects.
nitpick_ignore_regex = [
    (r"py:.*", r"numpy\..*|pyarrow\..*|Expression"),
    (r"py:.*", r"(collections|contextlib|dataclasses|datetime|enum|os|pathlib|re|types|typing)\..*|Ellipsis|str\.\w+"),
]

# `make html` installs none of the extras whose types some signatures name.
suppress_warnings = ["sphinx_autodoc_typehints.guarded_import"]
