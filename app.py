"""The page: `streamlit run app.py` opens the desk on the workspace in the current folder."""

from translate_flow.ui.application import application

app = application()
