"""What markup says of lines, where a document has it."""
