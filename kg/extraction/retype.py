"""Retyping: what a company makes and names is a product, though its head noun says technology."""

from collections import defaultdict
from dataclasses import replace

from kg.expressions import expression
from kg.extraction.draft import Draft
from kg.model import Entity, Statement
from ontology.vocabulary import vocabulary

_MAKERS = frozenset({"Company"})
_MAKING = frozenset({"DEVELOPS", "SUPPLIES"})
# Techniques stay technologies whoever develops them.
_TECHNIQUE = expression(
    r"(?:技术|工艺|算法|架构|协议|标准|方法|制程|学习|智能|计算|互联网|物联网|区块链|模型|大数据|\d[GＧ]|封装|材料|指令集|框架|理论|能力|网络|生态)$"
)


def retype_made(draft: Draft, found: list[Statement]) -> list[Statement]:
    """The statements with technologies that a company makes retyped as products.

    Only terms that no gazetteer knows are retyped, and only where every statement about them stays
    within the ontology.
    """
    known = {
        key for c, key in zip(draft.mentions, draft.linked, strict=True) if c.finder == "known-term"
    }
    made = {
        s.object.id: s.object
        for s in found
        if s.type in _MAKING
        and s.subject.type in _MAKERS
        and isinstance(s.object, Entity)
        and s.object.type == "Technology"
        and s.object.id not in known
        and not _TECHNIQUE.search(s.object.name)
    }
    renewed = {key: replace(ent, type="Product") for key, ent in made.items()}
    about = defaultdict(list)
    for s in found:
        for end in (s.subject, s.object):
            if isinstance(end, Entity) and end.id in renewed:
                about[end.id].append(s)
    renewed = {k: e for k, e in renewed.items() if all(_fits(s, k, e) for s in about[k])}
    if not renewed:
        return found
    _rename(draft, renewed)
    return [_with(s, renewed) for s in found]


def _with(stmt: Statement, renewed: dict[str, Entity]) -> Statement:
    subject = renewed.get(stmt.subject.id, stmt.subject)
    obj = renewed.get(stmt.object.id, stmt.object)
    if subject is stmt.subject and obj is stmt.object:
        return stmt
    return replace(stmt, subject=subject, object=obj)


def _fits(stmt: Statement, key: str, ent: Entity) -> bool:
    changed = _with(stmt, {key: ent})
    kind = changed.object.type if isinstance(changed.object, Entity) else None
    return vocabulary().allows(changed.subject.type, stmt.type, kind)


def _rename(draft: Draft, renewed: dict[str, Entity]) -> None:
    """Put the retyped entities in the place of the old ones."""
    draft.linked = [renewed[k].id if k in renewed else k for k in draft.linked]
    draft.nested = [(c, renewed[k].id if k in renewed else k) for c, k in draft.nested]
    draft.salient = {renewed[k].id if k in renewed else k for k in draft.salient}
    for key, ent in renewed.items():
        draft.entities.pop(key, None)
        draft.entities.setdefault(ent.id, ent)
