"""The words that people say: each group with the pages that it means, or the word of our pages that it stands for.

Responsible for what an entry of ``synonyms.yml`` may hold; what is made of it is ``everyday``.
Words of a local language are printed only when a source or an editor vouches for them; until then they only help to
find, and the entry says that somebody has to check them.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from bekal.content.values import ID_PATTERN, Id, Model, Plain

PAGE_PATTERN: Final = rf"^{ID_PATTERN}(/{ID_PATTERN})?(#[^\s#]+)?$"

Phrase = Annotated[Plain, Field(max_length=60)]


class Phrases(Model):
    """What people say, per locale."""

    id: tuple[Phrase, ...] = ()
    en: tuple[Phrase, ...] = ()

    def in_locale(self, locale: str) -> tuple[str, ...]:
        """Give what people say in ``locale``."""
        phrases: tuple[str, ...] = getattr(self, locale)
        return phrases


class LocalWord(Model):
    """A word of Kupang Malay or another language of the villages, said within Indonesian."""

    word: Phrase
    vouched_by: Plain | None
    """A source's id, or the editor who speaks the language and checked it; ``null`` until then."""
    check: bool = False
    """Whether somebody still has to check it: exactly when nobody vouches for it."""

    @model_validator(mode="after")
    def _is_vouched_for_or_to_be_checked(self) -> LocalWord:
        if (self.vouched_by is None) != self.check:
            raise ValueError("write `check: true` exactly while `vouched_by` is null")
        return self


class Synonym(Model):
    """A group of words that mean the same.

    With ``pages`` it leads there, the best first; with ``means`` its single words stand for that word of our pages.
    """

    id: Id
    pages: tuple[Annotated[str, StringConstraints(pattern=PAGE_PATTERN)], ...] = ()
    means: Phrases = Phrases()
    """At most one word per locale."""
    words: Phrases
    local: tuple[LocalWord, ...] = ()
    note: Plain | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Synonym:
        if not self.pages and not self.means.id and not self.means.en:
            raise ValueError("the group leads nowhere; add `pages: […]`")
        for locale in ("id", "en"):
            meant = self.means.in_locale(locale)
            said = (*self.words.in_locale(locale), *(self.spoken if locale == "id" else ()))
            if len(meant) > 1 or any(" " in word for word in (*meant, *(said if meant else ()))):
                raise ValueError("`means` is one word, and so are the words that stand for it")
        return self

    @property
    def spoken(self) -> tuple[str, ...]:
        """The local words, checked or not."""
        return tuple(local.word for local in self.local)

    @property
    def unchecked(self) -> frozenset[str]:
        """The local words that nobody vouches for yet: they are not printed."""
        return frozenset(local.word for local in self.local if local.check)
