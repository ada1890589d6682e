"""OpenID Connect by Streamlit's own sign-in: its settings, its way to a provider, and the cookie it comes back with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_secrets_auth_section,
    is_authlib_installed,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.logger import get_logger
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from translate_flow.domain.people import Identity

DEFAULT = "default"
"""Streamlit's name for a provider whose settings stand in ``[auth]`` itself."""


class StreamlitProviders:
    """The providers in the section ``auth`` of Streamlit's secrets.toml; none where it has none, or it is wrong."""

    def names(self) -> Sequence[str]:
        """Their names, `DEFAULT` first."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        section = get_secrets_auth_section()
        own = [DEFAULT] if section.get("client_id") else []
        found = [
            *own,
            *(name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value),
        ]
        return tuple(name for name in found if _is_usable(name))

    def address(self, name: str) -> str:
        """Streamlit's route; its token says which provider, and holds for two minutes."""
        return f"/auth/login?provider={encode_provider_token(name)}"

    def identity(self, cookies: Mapping[str, str]) -> Identity | None:
        """Who the provider said it is: Streamlit signed what it proved."""
        if not self._names or USER_COOKIE_NAME not in cookies:
            return None
        said = get_cookie_with_chunks(lambda name: _unsigned(cookies, name), USER_COOKIE_NAME)
        return _identity(json.loads(said)) if said else None

    def traces(self, cookies: Mapping[str, str]) -> Sequence[str]:
        """Streamlit's cookies: whom it let in, and the provider's tokens."""
        return [name for name in cookies if name.startswith(USER_COOKIE_NAME)]


def _is_usable(name: str) -> bool:
    logger = get_logger(__name__)
    if not is_authlib_installed():
        logger.warning("signing in with %s needs Authlib; run: pip install 'translate-flow[openid]'", name)
        return False
    try:
        validate_auth_credentials(name)
    except StreamlitAuthError as exc:
        logger.warning("nobody can sign in with %s: %s", name, exc)
        return False
    return True


def _unsigned(cookies: Mapping[str, str], name: str) -> bytes | None:
    value = cookies.get(name)
    return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace")) if value else None


def _identity(claims: Mapping[str, Any]) -> Identity | None:
    """The claims of OpenID Connect Core 1.0, section 5.1; an address that is not verified is none."""
    issuer, subject = (str(claims.get(name) or "") for name in ("iss", "sub"))
    if not issuer or not subject:
        return None
    email = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
    wanted = claims.get("preferred_username") or claims.get("nickname") or email.partition("@")[0]
    return Identity(issuer, subject, email.strip().casefold(), str(wanted or ""), str(claims.get("name") or ""))
