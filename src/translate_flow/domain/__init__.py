"""What the desk is about: articles, segments, targets, people, and the ports to the outside."""
