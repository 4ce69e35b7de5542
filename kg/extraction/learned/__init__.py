"""The project's own small networks: one that finds and types names, one that relates them.

Both run in ONNX Runtime on one core, are trained by ``tools/train_names.py`` and ``tools/train_relations.py``
and described in ``MODEL_CARD.md``. Without them the pipeline runs on lists, grammar and patterns alone.
"""
