"""Rows of tables that are read as one line each."""

from corpustools.readers.html_elements import Node
from corpustools.readers.html_text import Line


class Row:
    """A row of a table that may come to be one line: where that goes, and the lines of each cell so far."""

    __slots__ = ("cells", "node", "sink")

    def __init__(self, node: Node, sink: list[Line]) -> None:
        self.node = node
        self.sink = sink
        self.cells: list[list[Line]] = []

    def open_cell(self) -> list[Line]:
        """Begin a cell, and return where its lines go."""
        self.cells.append([])
        return self.cells[-1]

    def release(self) -> None:
        """Give the row up: its cells hold more than a line each, so the table lays out a page."""
        for cell in self.cells:
            self.sink.extend(cell)

    def close(self) -> None:
        """Join the cells by tabs, where two or more hold a line and none holds more.

        >>> from corpustools.model.hint import Kind
        >>> row = Row(Node("tr", {}, None, 1), [])
        >>> for number, word in enumerate(["Oslo", "", "4"]):
        ...     cell, node = row.open_cell(), Node("td", {}, row.node, number + 2)
        ...     cell.extend([Line(word, node, node, Kind.TEXT)] if word else [])
        >>> row.close()
        >>> [line.text for line in row.sink]
        ['Oslo\\t\\t4']
        """
        own = [[line for line in cell if self._is_own(line)] for cell in self.cells]
        filled = [lines[0] for lines in own if lines]
        if len(filled) < 2 or max(map(len, own)) > 1:
            self.release()
            return
        sizes = [len("".join(line.text.split())) for line in filled]
        self.sink.append(
            Line(
                "\t".join(lines[0].text if lines else "" for lines in own).rstrip(),
                self.node,
                self.node,
                self.node.kind,
                sum(line.share * size for line, size in zip(filled, sizes, strict=True)) / sum(sizes),
                all(line.emphasis for line in filled),
                all(line.time for line in filled),
                next((line.datetime for line in filled if line.datetime), ""),
            )
        )
        self.sink.extend(line for cell in self.cells for line in cell if not self._is_own(line))

    def _is_own(self, line: Line) -> bool:
        """Whether a line is the words of a cell, and not what stands beside them: images, hidden text."""
        return line.node.parent is self.node and line.kind is self.node.kind
