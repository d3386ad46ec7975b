"""``python -m corpustools``: the command line, where the program itself is not on the path."""

from corpustools.cli import main

if __name__ == "__main__":
    main(prog_name="python -m corpustools")
