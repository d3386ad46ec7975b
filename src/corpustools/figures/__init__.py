"""Figures: data in, SVG out. Pure functions, without scripts and without styles of their own.

Colours are classes that the site's style sheet gives the theme's colours, so that one drawing serves light and dark.
Widths are in percent, so that letters keep their size on a narrow page. Each figure has a title and a description;
what it shows stands in a table under it, which is where links are.
"""
