"""Rules that claim spans of the text: repairs, cuts, and the labels of blocks."""
