"""What the browser talks to besides Streamlit: the editor's saves, downloads, and who is asking."""

from translate_flow.web.server import middleware, routes

__all__ = ["middleware", "routes"]
