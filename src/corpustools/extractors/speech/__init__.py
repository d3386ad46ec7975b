"""What a document says that somebody said: the words, who says them, to whom, and by which verb."""
