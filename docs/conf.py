"""The site of corpustools: its documentation, and the corpus it was first built to read."""

import corpustools

project = "corpustools"
author = "the corpustools developers"
release = version = corpustools.__version__

extensions = [
    "corpustools.sphinxext",
    "sphinx.ext.autodoc",
    "sphinx_autodoc_typehints",
    "sphinx.ext.viewcode",
]
corpus_path = "../corpus"

html_theme = "furo"
html_title = "corpustools"
copyright = "the corpustools developers; texts of the corpus belong to their publishers"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
typehints_use_rtype = False
nitpicky = True
