"""Layer 1: documents in, claims out; knows no RDF."""
