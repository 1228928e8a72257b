from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from comms.enums import DraftKind, TermLevel
from findings.enums import Acceptor, FindingClass, Severity, WayOutKind
from findings.facts import (
    PRODUCT,
    Count,
    Day,
    Facts,
    Figure,
    Many,
    Money,
    Note,
    Plain,
    Record,
    Word,
)
from findings.types import FindingDraft, WayOut
from preflight.context import Context, money
from preflight.law import Hit, hits, words_of
from preflight.plan_texts import Text, texts_of
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot
from preflight.steps.wording import Written, rephrasing
from preflight.tariffs import OtherPrice, other_prices

PLACE = Word(
    {
        "name": _("name of the plan"),
        "offer": _("description of an offer"),
        "selling_point": _("selling points"),
        "script": _("script"),
        "explanation": _("explanation script"),
        "terms": _("terms"),
        "draft": _("draft"),
    }
)
WRITTEN = Record(
    {
        "word": Plain(),
        "written": Plain(),
        "place": PLACE,
        "draft": Plain(),
        "article": Plain(),
        "explanation": Plain(),
        "suggestion": Plain(),
    }
)
PRICED = Record({"written": Plain(), "place": PLACE, "draft": Plain()})
JUDGED = ("forbidden", "needs_proof")


class AdvertisingLaw(Rule):
    """A word of the list of advertising terms in the plan's name, offers, selling points, scripts
    or terms, or in a draft about it that is not withdrawn: forbidden words block, claims that need
    proof warn. Found however they are written: full width, traditional characters, blanks and
    punctuation inside. An SMS draft that no word of the list lets people refuse blocks. A monthly
    price in a sentence that names a product is held against its published tariff (资费公示) and
    warns where it is another one. One finding for each level and each product; without a list there
    is none. Source: rules.md, advertising-law; the Advertising Law (广告法), articles 9, 11, 28 and
    43.
    """

    code = "advertising-law"
    title = _("Advertising law")
    accepted_by = Acceptor.SERVICE_AND_LEADERSHIP
    finding_class = FindingClass.HARM
    severities = (Severity.BLOCKING, Severity.WARNING)
    depends_on_dates = False
    untouched_by = frozenset(WayOutKind) - {WayOutKind.REPHRASE}
    messages = {
        "forbidden": ngettext_lazy(
            "%(words)s may not stand in an advertisement (%(articles)s); it stands in: %(places)s.",
            "%(words)s may not stand in an advertisement (%(articles)s); they stand in:"
            " %(places)s.",
            "count",
        ),
        "needs_proof": ngettext_lazy(
            "%(words)s needs proof and its source (%(articles)s); it stands in: %(places)s.",
            "%(words)s need proof and their source (%(articles)s); they stand in: %(places)s.",
            "count",
        ),
        "refusal": ngettext_lazy(
            "The text message %(drafts)s does not say how to refuse further ones (%(articles)s).",
            "The text messages %(drafts)s do not say how to refuse further ones (%(articles)s).",
            "count",
        ),
        "tariff": _(
            "%(product)s is published at %(price)s yuan a month (%(source)s, %(published_on)s);"
            " %(written)s stands in: %(places)s."
        ),
    }
    subject = Facts(level=Word(dict(TermLevel.choices))).only(*JUDGED, "refusal") + Facts(
        product=PRODUCT
    ).only("tariff")
    facts = (
        Facts(
            count=Count(),
            words=Many(Plain(), figure=Figure(_("Words"), unit="")),
            places=Many(PLACE, figure=Figure(_("Where"), unit=_("places"))),
            found=Many(WRITTEN),
        ).only(*JUDGED)
        + Facts(
            count=Count(), drafts=Many(Plain(), figure=Figure(_("Text messages"), unit=""))
        ).only("refusal")
        + Facts(articles=Many(Plain(), figure=Figure(_("Articles"), unit=""))).only(
            *JUDGED, "refusal"
        )
        + Facts(
            price=Money(
                figure=Figure(
                    _("Published price"), unit=_("a month"), note=Note("%(text)s", text="condition")
                )
            ),
            written=Many(Plain(), figure=Figure(_("In the text"), unit="")),
            places=Many(PLACE),
            found=Many(PRICED),
            condition=Plain(),
            source=Plain(),
            published_on=Day(),
        ).only("tariff")
    )
    way_out_kinds = (WayOutKind.REPHRASE,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        texts = list(texts_of(plan, context))
        for level, severity in (
            (TermLevel.FORBIDDEN, Severity.BLOCKING),
            (TermLevel.NEEDS_PROOF, Severity.WARNING),
        ):
            terms = words_of(level, context.terms)
            found = [(text, hit) for text in texts for hit in hits(text.text, terms)]
            if found:
                yield self.said(plan, level, severity, found)
        yield from self.irrefusable(plan, context)
        yield from self.unpublished(plan, context, texts)

    def said(
        self,
        plan: PlanSnapshot,
        level: TermLevel,
        severity: Severity,
        found: list[tuple[Text, Hit]],
    ) -> FindingDraft:
        words = sorted({hit.term.word for _text, hit in found})
        return self.finding(
            plan,
            case=str(level),
            severity=severity,
            subject={"level": level},
            facts={
                "count": len(words),
                "words": words,
                "places": list(dict.fromkeys(text.place for text, _hit in found)),
                "articles": sorted({hit.term.article for _text, hit in found}),
                "found": [
                    {
                        "word": hit.term.word,
                        "written": hit.written,
                        "place": text.place,
                        "draft": text.draft,
                        "article": hit.term.article,
                        "explanation": hit.term.explanation,
                        "suggestion": hit.term.suggestion,
                    }
                    for text, hit in found
                ],
            },
            ways_out=rephrasing(
                plan,
                [Written(text, hit.written, hit.start, hit.term.suggestion) for text, hit in found],
            ),
        )

    def unpublished(
        self, plan: PlanSnapshot, context: Context, texts: list[Text]
    ) -> Iterator[FindingDraft]:
        """Monthly prices that are not those of the published tariffs, by product."""
        wrong: dict[str, list[tuple[Text, OtherPrice]]] = {}
        for text in texts:
            for price in other_prices(text.text, context.tariffs):
                wrong.setdefault(price.tariff.product, []).append((text, price))
        for product, found in sorted(wrong.items()):
            tariff = found[0][1].tariff
            yield self.finding(
                plan,
                case="tariff",
                severity=Severity.WARNING,
                subject={"product": product},
                facts={
                    "price": money(tariff.price),
                    "written": list(dict.fromkeys(price.written for _text, price in found)),
                    "places": list(dict.fromkeys(text.place for text, _price in found)),
                    "found": [
                        {"written": price.written, "place": text.place, "draft": text.draft}
                        for text, price in found
                    ],
                    "condition": tariff.condition,
                    "source": tariff.source,
                    "published_on": tariff.published_on,
                },
                ways_out=rephrasing(
                    plan,
                    [Written(text, price.written, price.start, price.to) for text, price in found],
                ),
            )

    def irrefusable(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """SMS drafts that do not say how to refuse further messages."""
        ways = words_of(TermLevel.REFUSAL, context.terms)
        mute = [
            one.code
            for one in context.drafts
            if ways and one.kind == DraftKind.SMS and not any(hits(one.body, ways))
        ]
        if not mute:
            return
        yield self.finding(
            plan,
            case="refusal",
            severity=Severity.BLOCKING,
            subject={"level": TermLevel.REFUSAL},
            facts={
                "count": len(mute),
                "drafts": sorted(mute),
                "articles": sorted({one.article for one in ways}),
            },
            ways_out=[
                WayOut(
                    kind=WayOutKind.REPHRASE,
                    campaign=plan.code,
                    params={"add": ways[0].suggestion or ways[0].word},
                )
            ],
        )
