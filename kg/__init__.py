"""Layer 2: claims in, graph out."""
