"""What ``corpus.toml`` can say. Each field carries its help; the reference page is made from these rows."""

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self, get_args

from corpustools.errors import ConfigError, did_you_mean, in_words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Publication = Literal["full", "snippets", "derived"]
"""How much of its texts a site shows: all, short passages, or nothing but what was derived from them."""

PUBLICATIONS: tuple[Publication, ...] = get_args(Publication)


def _setting(default: Any, help: str, *, reads: bool = True) -> Any:
    """Make a setting; ``reads`` is whether it may change what a raw file is read as, which is then read again."""
    return field(default=default, metadata={"help": help, "reads": reads})


_shown = partial(_setting, reads=False)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a corpus, read from the ``[corpus]`` table of its ``corpus.toml``.

    >>> Config(title="Quiet towns").title
    'Quiet towns'
    >>> Config(max_bytes=-1)
    Traceback (most recent call last):
    corpustools.errors.ConfigError: max_bytes must be a whole number above 0, not -1
    >>> Config(near_duplicates=70)
    Traceback (most recent call last):
    corpustools.errors.ConfigError: near_duplicates must be a number above 0 and at most 1, not 70
    """

    title: str = _shown("Corpus", "the name of the corpus, as its index page shows it")
    description: str = _shown("", "one paragraph: what is in the corpus and where it came from")
    language: str = _shown("en", "the language the site itself is written in, as a BCP 47 tag")
    rights: str = _shown("", "who owns the texts, and what others may do with them")
    publication: Publication = _shown(  # noqa: RUF009 (a field, as those of plain kinds)
        "full",
        "how much of the texts the site shows: full, snippets (facts and short passages) or derived (facts and counts)",
    )
    snippet_words: int = _shown(25, "how many words a passage has at most, where snippets are published")
    license: str = _shown("", "on what terms the corpus itself may be used: an SPDX identifier, or an address")
    version: str = _shown("", "the version of the corpus, as it is cited")
    published: str = _shown("", "the day on which this version of the corpus was published, as 2024-05-31")
    creators: tuple[str, ...] = _shown((), "who made the corpus: names of people and organizations, in order")
    contact: str = _shown("", "whom to ask about the corpus: an address of mail or of the web")
    funding: str = _shown("", "who paid for the work")
    citation: str = _shown("", "how the corpus is to be cited, as a reference in words")
    url: str = _shown("", "the address of the site on which the corpus is published; those in citations begin with it")
    keywords: tuple[str, ...] = _shown((), "what the corpus is about, in a few words")
    exclude: tuple[str, ...] = _shown(
        (), 'which files below raw/ are no documents: patterns of their paths, where * is anything, as in "*_files/*"'
    )
    max_bytes: int = _setting(50_000_000, "the largest raw file that is read, in bytes")
    max_seconds: int = _setting(60, "the seconds of processor time that reading one raw file may take")
    max_memory: int = _setting(
        2_000_000_000, "the memory that reading one raw file may take, in bytes; Linux alone holds to it"
    )
    profiles: bool = _setting(
        True, "whether lines that recur in other documents of the same folder below raw/ count as furniture"
    )

    near_duplicates: float = _shown(
        0.7, "from which resemblance on, above 0 and at most 1, two reading texts are listed as near-duplicates"
    )

    gazetteers: tuple[str, ...] = _setting(
        (), "files of names that the corpus knows, as paths below its folder: CSV with the columns kind and name"
    )

    ner: str = _setting(
        "", "the name of a spaCy pipeline whose opinion of each name is recorded; needs corpustools[ner]"
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if each.type == tuple[str, ...]:
                if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
                    raise ConfigError(f"{each.name} must be a list of texts in quotation marks, not {value!r}")
                object.__setattr__(self, each.name, tuple(value))
            if each.type is float and (
                not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 1
            ):
                raise ConfigError(f"{each.name} must be a number above 0 and at most 1, not {value!r}")
            if each.type is int and (not isinstance(value, int) or isinstance(value, bool) or value <= 0):
                raise ConfigError(f"{each.name} must be a whole number above 0, not {value!r}")
            if each.type is bool and not isinstance(value, bool):
                raise ConfigError(f"{each.name} must be true or false, not {value!r}")
            if each.name == "publication" and value not in PUBLICATIONS:
                raise ConfigError(
                    f"publication must be {', '.join(PUBLICATIONS[:-1])} or {PUBLICATIONS[-1]}, not {value!r}"
                )
            if each.type is str and not isinstance(value, str):
                raise ConfigError(f"{each.name} must be a text in quotation marks, not {value!r}")

        if self.published and not _DAY.fullmatch(self.published):
            raise ConfigError(f"published must be a day such as 2024-05-31, not {self.published!r}")

    def for_reading(self) -> dict[str, Any]:
        """Return the settings that may change what a raw file is read as, or whether it can be.

        The others say what the corpus is, which files are in it, and how it is shown.

        >>> list(Config().for_reading())
        ['max_bytes', 'max_seconds', 'max_memory', 'profiles', 'gazetteers', 'ner']
        """
        return {each.name: getattr(self, each.name) for each in fields(self) if each.metadata["reads"]}

    @property
    def site(self) -> str:
        """The address of the site, with which those of its pages begin; nothing, where ``url`` is none of the web.

        >>> Config(url="https://towns.example/").site, Config(url="a shelf in Ghent").site
        ('https://towns.example/', '')
        """
        return self.url if self.url.startswith(("https://", "http://")) else ""

    @classmethod
    def template(cls) -> str:
        """Return a ``corpus.toml`` that explains every setting and leaves each at its default.

        >>> print("\\n".join(Config.template().splitlines()[1:5]))
        [corpus]
        <BLANKLINE>
        # the name of the corpus, as its index page shows it
        # title = "Corpus"
        """
        settings = "".join(
            f"\n# {each.metadata['help']}\n# {each.name} = {json.dumps(each.default)}\n" for each in fields(cls)
        )
        return f"# Every setting and its default; take the # away before a name to set it.\n[corpus]\n{settings}"

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Self:
        """Check a table of settings and take it.

        >>> Config.from_table({"titel": "Quiet towns"})
        Traceback (most recent call last):
        corpustools.errors.ConfigError: there is no setting 'titel'; did you mean 'title'?
        """
        known = [each.name for each in fields(cls)]
        for name in table:
            if name not in known:
                raise ConfigError(f"there is no setting {name!r}; {did_you_mean(name, known)}")
        return cls(**table)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``corpus.toml``; raises :class:`~corpustools.errors.ConfigError` naming the file.

        >>> Config.load(Path("nowhere/corpus.toml"))
        Traceback (most recent call last):
        corpustools.errors.ConfigError: nowhere/corpus.toml: there is no such file; `corpustools init` makes one
        >>> Config.load(Path("corpus/raw/corpus.toml"))
        Traceback (most recent call last):
        corpustools.errors.ConfigError: ...: there is no such file; did you mean the corpus corpus?
        """
        try:
            whole = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            other = [name for name in whole if name != "corpus"]
            if other:
                raise ConfigError(f"there is no table [{other[0]}]; settings stand under [corpus]")
            table = whole.get("corpus", {})
            if not isinstance(table, dict):
                raise ConfigError("settings stand under a line that says [corpus]")
            return cls.from_table(table)
        except FileNotFoundError:
            near = [
                folder for folder in (path.parent / "corpus", *path.parent.parents) if (folder / path.name).is_file()
            ]
            advice = f"did you mean the corpus {near[0]}?" if near else "`corpustools init` makes one"
            raise ConfigError(f"{path}: there is no such file; {advice}") from None
        except NotADirectoryError:
            raise ConfigError(f"{path.parent} is a file; a corpus is a folder that holds a {path.name}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, ConfigError) as error:
            raise ConfigError(f"{path}: {in_words(error)}") from None
