"""English documents: a lean path beside the Chinese one, with the same records, engine and ontology."""
