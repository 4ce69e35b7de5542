"""Status: has the event happened, is it planned, approved, given up or denied?

The words around the trigger decide: those before it in its clause, those behind it in its sentence, and,
for a clause that only carries on the one before, the words of that one. Relations that describe a standing
fact (what a policy is about, what something is a kind of) have no life cycle and are completed.
"""

from kg.extraction.status.approvals import agreement, approval
from kg.extraction.status.course import course
from kg.extraction.status.ends import denial, end, is_none, plainly, supposed
from kg.extraction.status.kinds import ON_AGENDA, asked, draft, located, scheduled, standing
from kg.extraction.status.listings import listing
from kg.extraction.status.offices import in_office, office
from kg.extraction.status.words import LIVING, Said

__all__ = ["LIVING", "ON_AGENDA", "in_office", "read_status"]

# The first that says anything decides.
_RULES = (
    scheduled,
    office,
    is_none,
    asked,
    standing,
    denial,
    draft,
    listing,
    agreement,
    supposed,
    end,
    approval,
)


def read_status(relation: str, before: str, trigger: str, after: str, earlier: str = "") -> str:
    """The status that the words around a trigger give to a relation.

    Args:
        relation: the relation type's code.
        before: marked text of the clause up to the trigger.
        trigger: the trigger's text.
        after: marked text from the trigger to the end of its sentence.
        earlier: marked text of the sentence before the clause.

    Returns:
        A code of the status scheme.

    >>> read_status("ACQUIRED", "公司拟", "收购", "一家企业")
    'planned'
    >>> read_status("ACQUIRED", "公司已", "收购", "一家企业")
    'completed'
    >>> read_status("ACQUIRED", "公司否认", "收购", "一家企业的传闻")
    'denied'
    """
    if relation == "LOCATED_IN":
        return located(Said(relation, before, trigger, after, earlier))
    if relation not in LIVING:
        return "completed"
    if relation == "OPERATES" and "收购" in trigger:
        # 宣布收购某数据中心，交易预计年底完成
        relation = "ACQUIRED"
    said = plainly(Said(relation, before, trigger, after, earlier))
    for rule in _RULES:
        if found := rule(said):
            return found
    return course(said)
