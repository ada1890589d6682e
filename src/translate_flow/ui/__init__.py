"""What a person sees in the browser: pages, widgets, the editor."""
