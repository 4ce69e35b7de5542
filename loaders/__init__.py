"""Where the graph is put: NetworkX, RDF and files."""
