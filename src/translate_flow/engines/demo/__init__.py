"""The carried demo model: a tiny English to Spanish package that shows the way through, and nothing more."""
