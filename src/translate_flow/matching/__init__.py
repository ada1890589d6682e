"""Compare texts: where inline codes go in a translation. Pure functions; candidates and links are given."""
