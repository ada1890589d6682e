"""An offline translation desk for articles."""

from importlib.metadata import version

__version__ = version("translate-flow")
