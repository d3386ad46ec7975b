"""Finding and counting words: concordances, collocates, keyness, and the index that browsers search."""
