"""Report -> Cleaned: the text mended, its parts named, every offset traceable."""
