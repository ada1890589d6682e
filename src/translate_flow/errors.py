"""Every error a caller may catch, in one tree.

::

    TranslateFlowError            one line for a person: what, where, remedy
    ├── InputError                a file or text that cannot become an article
    │   └── LimitError            too large, too many, too deep
    ├── FormatError               a format cannot be parsed, or cannot hold what it is given
    ├── ConfigError               translate-flow.yaml, an option or a language code is wrong
    ├── NotFoundError             no such workspace, article, segment or language
    ├── ConflictError             somebody saved a newer version meanwhile
    ├── NotAllowedError           this person may not do that
    ├── StructureError            a segment cannot be split or merged there
    ├── TransitionError           this state does not allow that action
    ├── ShelvedError              the article is archived or deleted
    ├── StoreError                the database cannot be opened, upgraded or written
    └── EngineError               drafting failed
        ├── NoModelError          nothing installed translates this pair
        └── PackageError          a model package is damaged, hostile or unknown
"""

from __future__ import annotations


class TranslateFlowError(Exception):
    """The root: its text is one line that names the place and the remedy."""


class InputError(TranslateFlowError):
    """A file or text that cannot become an article."""


class LimitError(InputError):
    """The input exceeds a stated limit."""


class FormatError(TranslateFlowError):
    """A format cannot be parsed, or cannot hold what it is given."""


class ConfigError(TranslateFlowError):
    """A setting, an option or a language code is wrong."""


class NotFoundError(TranslateFlowError):
    """There is no such workspace, article, segment or language."""


class ConflictError(TranslateFlowError):
    """Somebody saved a newer version meanwhile; nothing was overwritten."""


class NotAllowedError(TranslateFlowError):
    """The person's role does not include the action."""


class LastAdminError(NotAllowedError):
    """Nobody would be left who may let people in."""


class AddressError(ConfigError):
    """What is no e-mail address."""


class AddressTakenError(ConflictError):
    """An e-mail address is another person's."""


class TransitionError(TranslateFlowError):
    """The state of the target does not allow the action."""


class FourEyesError(NotAllowedError):
    """Nobody approves what they translated themselves, where that is the rule."""


class ShelvedError(TranslateFlowError):
    """The article is archived or deleted: nothing in it can be changed before it is restored."""

    def __init__(self, slug: str, shelf: str) -> None:
        """``shelf`` is the value of a `translate_flow.domain.shelves.Shelf`."""
        super().__init__(slug, shelf)  # its own arguments, for the error of a job is pickled
        self.slug, self.shelf = slug, shelf

    def __str__(self) -> str:
        return f"{self.slug} is {self.shelf} and cannot be changed; run: translate-flow restore {self.slug}"


class StructureError(TranslateFlowError):
    """A segment cannot be split or merged there; ``reason`` is a stable word for why.

    It is ``"kind"``, ``"codes"``, ``"place"``, ``"alone"`` or ``"worked"``.
    """

    def __init__(self, reason: str, line: str) -> None:
        super().__init__(line)
        self.reason = reason


class StoreError(TranslateFlowError):
    """The database cannot be opened, upgraded or written."""


class EngineError(TranslateFlowError):
    """Drafting failed."""


class NoModelError(EngineError):
    """Nothing that is installed translates this pair."""


class PackageError(EngineError):
    """A model package is damaged, hostile or unknown."""
