"""What the browser talks to besides Streamlit: the editor's reads and saves, and who is asking."""
