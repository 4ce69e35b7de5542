"""Who is who: names as keys, guards against false merges, resolution."""
