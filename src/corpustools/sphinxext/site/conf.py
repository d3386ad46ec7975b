"""A site of nothing but a corpus. `corpustools html` says where the corpus is."""

project = "corpus"
author = copyright = ""
extensions = ["corpustools.sphinxext"]
corpus_path = "."
html_theme = "furo"
html_title = "Corpus"
html_show_copyright = False
