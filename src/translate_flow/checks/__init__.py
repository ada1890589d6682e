"""Judge translations without a person: what looks broken, and how far the rest can be relied on."""
