"""The use cases; they see only the domain, the pure packages and the ports."""
