"""What a document says of itself: titles, authors, dates, origin, images, and what is related to it."""
