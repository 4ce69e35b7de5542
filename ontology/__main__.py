"""``python -m ontology``: write the files that are made from ``ontology.ttl``."""

from ontology.derived import main

main()
