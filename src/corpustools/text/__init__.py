"""Pure functions on ``str``: characters, lines, words, sentences, languages, dates, names."""
