"""The page of the browser tests: ?article=…&to=…&ui=…&idle=… shows the editor."""

import streamlit as st

from translate_flow.ui.segment_grid import grid_labels, segment_grid

st.set_page_config(layout="wide")
asked = st.query_params
article, language, interface = asked.get("article", "river"), asked.get("to", "es"), asked.get("ui", "en")


@st.fragment(run_every=30)
def heartbeat() -> None:
    """Without a timer the browser asks nothing of a server that came back."""


heartbeat()
segment_grid(
    article=article,
    source="en",
    language=language,
    labels=grid_labels(lambda message: message),
    interface=interface,
    refresh=asked.get("refresh", ""),
    idle_seconds=int(asked.get("idle", "30")),
    key=f"{article}-{language}",
)
