"""One module per page, each with one thin `page` function."""
