"""Layer 0: the vocabulary, its shapes and its questions; knows nothing of extraction."""
