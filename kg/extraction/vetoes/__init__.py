"""What the words of a sentence rule out, whoever finds it: patterns or the network of relations.

``rules.yaml`` holds what one expression over the marked sentence says, each with an example and a counter-example;
``words`` what takes more than one look.
"""

from kg.extraction.vetoes.words import dealt_by_place, ruled_out, ruled_out_afar, turn_in_list

__all__ = ["dealt_by_place", "ruled_out", "ruled_out_afar", "turn_in_list"]
