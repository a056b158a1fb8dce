"""Count the documents of forms and plans: exactly, in the cheapest way that is exact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from indexer import fields
from indexer.analysis.pairs import CAP, HALF, OTHER, joined
from indexer.engines.protocol import Reader, ReadRequest, ReadResult
from indexer.plan import Everything, Plan, any_of
from search.terms.forms import Form, pairs_of, plan_of, single_term


def numbered(plans: Iterable[Plan]) -> dict[str, Plan]:
    """Return different plans as ``ReadRequest.counts`` takes them; ``counted`` undoes it."""
    return {str(number): plan for number, plan in enumerate(dict.fromkeys(plans))}


def counted(plans: Mapping[str, Plan], answer: ReadResult) -> dict[Plan, int]:
    """Return the count of each plan that ``numbered`` gave, from the answer of the reader."""
    return {plan: answer.counts[name] for name, plan in plans.items()}


def form_counts(
    reader: Reader, forms: Collection[Form], *, are_guessed: bool = False
) -> dict[Form, int]:
    """Return the documents of each form in the whole index, without forms that have none.

    A document frequency is used only where it is exact; else, and for forms of more than one
    term, the engine counts (DESIGN, weak spot 1): each alone, or if they are guessed, so that
    hardly any exists, those that have documents together. Of 150 questions in Vietnamese 25 counts
    each were of guessed spellings, and one in 70 of these existed.
    """
    needed = {form: _terms(form) for form in forms}
    known = reader.known(fields.PAIR, {term for terms in needed.values() for term in terms})
    found: dict[Form, int] = {}
    plans: dict[Form, Plan] = {}
    for form, terms in needed.items():
        if terms and terms[-1] not in known:
            continue
        count = _by_frequency(form, terms, known) if reader.exact else None
        if count is None:
            plans[form] = plan_of(form)
        elif count:
            found[form] = count
    if plans and are_guessed:
        existing = _existing(reader, list(dict.fromkeys(plans.values())))
        plans = {form: plan for form, plan in plans.items() if plan in existing}
    if plans:
        named = numbered(plans.values())
        counts = counted(named, reader.run(ReadRequest(Everything(), limit=0, counts=named)))
        found.update({form: counts[plan] for form, plan in plans.items() if counts[plan]})
    return found


def _existing(reader: Reader, plans: Sequence[Plan]) -> frozenset[Plan]:
    """Return the plans that have documents, by asking for all, then for each half that has any."""
    if not plans or not reader.count(any_of(plans)):
        return frozenset()
    if len(plans) == 1:
        return frozenset(plans)
    half = len(plans) // 2
    return _existing(reader, plans[:half]) | _existing(reader, plans[half:])


def _terms(form: Form) -> list[str]:
    """Return the terms of the pair field that decide; without the last no document has the form."""
    term = single_term(form)
    if term is not None:
        return [term]
    pairs = pairs_of(form)
    if len(form.keys) == 2:
        return [joined(pairs[0], case) for case in (CAP, HALF, OTHER, "")]
    if pairs and form.case == HALF:
        return [joined(pairs[0], HALF)]
    return [joined(pair) for pair in pairs]


def _by_frequency(form: Form, terms: list[str], known: Mapping[str, int]) -> int | None:
    """Return the count by document frequencies alone; None where they are not enough."""
    if single_term(form) is not None:
        return known[terms[0]]
    if form.case != OTHER or len(form.keys) != 2:
        return None if all(term in known for term in terms) else 0
    cap, half, other, plain = (known.get(term, 0) for term in terms)
    # A document with both classes of capitals would be subtracted twice.
    return None if cap and half else plain - cap - half + other
