"""The page: `streamlit run app.py` opens the desk on the workspace in the current folder."""

import streamlit as st

from translate_flow.ui.application import SCRIPT, lifespan, middleware, routes

# Streamlit finds the application by reading this file, so the call must stand here.
app = st.App(SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
