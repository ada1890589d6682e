"""The script alone in a folder: beside `pages` Streamlit would take each page for a script of its own."""
