"""How the graph is shown: a page to look at, with the evidence behind every line."""
