"""What every way of starting the page shares: Streamlit's options, and the names of this computer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

PERSON_HEADER = "x-translate-flow-person"
"""Set by the gate alone: what a client sends under this name is removed; pages read it as `st.user.name`."""

STREAMLIT_OPTIONS: Mapping[str, bool | int | str] = MappingProxyType(
    {
        "browser.gatherUsageStats": False,
        "runner.magicEnabled": False,
        "server.maxUploadSize": 25,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "logger.hideWelcomeMessage": True,
    }
)
"""No statistics sent, no rewriting of our scripts, uploads in MB, no traceback on a reader's screen, no menu,
no greeting."""
