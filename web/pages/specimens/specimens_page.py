"""Every size, space, colour and part of docs/design.md once, for who designs and who tests. The
parts are shown by the templates of the real pages, with the objects that these are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from search.answer.models import FacetValue
from search.entities.entity_card import CardOffice, EntityCard, NamedWith
from search.request import NEWEST, Request
from web.http import urls
from web.http.urls import RESULTS, RequestPage
from web.i18n.texts import Texts
from web.pages.active_filters import FilterRow, filter_row
from web.pages.answers.answer_card import AnswerCard
from web.pages.answers.answer_rows import AnswerRow, EntityRow, LanguageRow
from web.pages.answers.hit_rows import HitRowView
from web.pages.answers.link_groups import Chip
from web.pages.comparisons.network_page import NetworkPage
from web.pages.dossiers.entity_page import EntityPage
from web.pages.dossiers.people_page import AskedPeople, PeoplePage
from web.pages.downloads import Downloads, results_downloads
from web.pages.specimens import samples
from web.pages.specimens.palette import SCHEMES, Contrast, Palette
from web.pages.specimens.scales import LINES, Step, space_steps, type_steps
from web.pictures.paint import ON_PAGE

SHOWN: Final = Request("Lưu Ninh", filters={"lang": ("zh",)}, excluded={"genre": ("speech",)})
"""The request that the sample of results is of."""


class Swatch(Struct, frozen=True):
    """A colour in one scheme: its value, and that of the paper it lies on, as ``#rrggbb``; its
    contrast with each ground, for colours of text or of what is drawn."""

    colour: str
    paper: str
    contrasts: tuple[Contrast, ...]


class ColourRow(Struct, frozen=True):
    """A colour by its name, in each scheme."""

    name: str
    is_text: bool
    swatches: tuple[Swatch, ...]


class SpecimensPage:
    """The page in one language; ``style_sheet`` is that of the pages, whole."""

    lines: Final = LINES
    letters: Final = "Ếữ 关"
    """What a colour of text is shown with: marks are the thinnest part of a letter."""
    names: Final = ((samples.LIU_NING.vi, "vi"), (samples.LIU_NING.zh, "zh"))
    concordance: Final = urls.concordance_url(SHOWN)

    def __init__(self, style_sheet: str, texts: Texts) -> None:
        self._texts = texts
        self.palette = Palette(style_sheet)
        self.sizes: Sequence[Step] = type_steps(style_sheet)
        self.spaces: Sequence[Step] = space_steps(style_sheet)
        self.dossier = EntityPage(samples.sample_profile(), texts, "")
        self.people = PeoplePage(samples.PEOPLE, AskedPeople(), texts)
        self.network = NetworkPage(
            samples.sample_network(), Request(""), {}, RequestPage("/network"), texts, ON_PAGE
        )

    def colours(self) -> list[ColourRow]:
        """List the colours, with the contrasts of those that are text or must be seen."""
        return [self._row(name) for name in self.palette.colours["light"]]

    def _row(self, name: str) -> ColourRow:
        is_text = name in self.palette.of_text
        asked = [one for one in self.palette.contrasts() if one.colour == name]
        swatches = tuple(
            Swatch(
                self.palette.colours[scheme][name],
                self.palette.colours[scheme]["paper"],
                tuple(one for one in asked if one.scheme == scheme),
            )
            for scheme in SCHEMES
        )
        return ColourRow(name, is_text, swatches)

    def failing(self) -> list[Contrast]:
        """List the contrasts that are not enough."""
        return [one for one in self.palette.contrasts() if not one.passes]

    @property
    def downloads(self) -> Downloads:
        """The files in the menu of the list's head."""
        return results_downloads(SHOWN, self._texts)

    def ways(self) -> list[tuple[str, str]]:
        """List the orders in the list's head; the first is in use."""
        newest = urls.results_url(SHOWN.but(sorting=NEWEST))
        return [(self._texts["sort_name"], ""), (self._texts["sort_newest"], newest)]

    def filters(self) -> FilterRow:
        """Return the filters in force: one that keeps, one that leaves out."""
        values = {"lang": (FacetValue("zh", 12, True),), "genre": ()}
        return filter_row(SHOWN, values, RESULTS, self._texts)

    def chips(self) -> list[Chip]:
        """List a spelling in each state: on in both languages, off, offered."""
        here = urls.results_url(SHOWN)
        only = urls.results_url(Request("刘宁"))
        return [
            Chip("刘宁", "27", here, True, "zh", only=only),
            Chip("Lưu Ninh", "14", here, True, "vi", only=only),
            Chip("Liu Ning", "4", here, False, "vi"),
            Chip("Lữ Ninh", "2", here, False, "vi", offered=True),
        ]

    def readings(self) -> list[Chip]:
        """List a reading that is chosen, and one that can be."""
        here = urls.results_url(SHOWN)
        return [
            Chip("Lưu Ninh", "14", here, True, also=("刘宁",)),
            Chip("Lữ Ninh", "2", here, False, also=("吕宁",)),
        ]

    def answers(self) -> list[AnswerRow]:
        """List what the sample query names: one person."""
        counted = samples.COUNTED
        dossier = urls.entity_url(counted.kind, counted.id)
        languages = tuple(
            LanguageRow(
                one.lang,
                self._texts.counted("documents", one.documents),
                urls.results_url(SHOWN),
                self._texts.counted("mentions", one.mentions),
                dossier,
            )
            for one in counted.counts
        )
        names = ((counted.name.vi, "vi"), (counted.name.zh, "zh-Hans"))
        entity = EntityRow(self._texts["entity_person"], names, dossier, languages)
        return [AnswerRow(entity, None, ())]

    def card(self) -> AnswerCard:
        """Return what the answer's card has below the name."""
        named = (NamedWith("nguyễn quốc đoàn", samples.DOAN, 10),)
        office = CardOffice("bí thư Khu ủy", "自治区党委书记", "2024")
        card = EntityCard(samples.COUNTED, None, samples.YEARS, named, (office,))
        return AnswerCard(card, Request("Lưu Ninh"), self._texts)

    def hits(self) -> list[HitRowView]:
        """List one document of each language as results show them."""
        return [
            _hit(
                "vi",
                Markup('Bí thư <mark class="vi">Lưu Ninh</mark> thăm cửa khẩu Hữu Nghị'),
                Markup(
                    'Tại cuộc gặp, <mark class="vi">Lưu Ninh</mark> (<mark class="zh">'
                    '<span lang="zh-Hans">刘宁</span></mark>) đề nghị hai bên nâng cấp đường vào '
                    "cửa khẩu; ông Nguyễn Quốc Đoàn đồng ý, và nói thêm về Ế, Ỗ, Ự …"
                ),
                self._texts,
            ),
            _hit(
                "zh",
                Markup('<mark class="zh">劉寧</mark>與阮國團在諒山會談'),
                Markup('廣西壯族自治區黨委書記<mark class="zh">劉寧</mark>日前訪問諒山 …'),
                self._texts,
            ),
        ]


def _hit(lang: str, title: Markup, passage: Markup, texts: Texts) -> HitRowView:
    return HitRowView(
        doc=f"specimen-{lang}",
        anchor=f"specimen-{lang}",
        href=urls.results_url(SHOWN),
        lang=lang,
        tag="vi" if lang == "vi" else "zh-Hant",
        badge=lang.upper(),
        title=title,
        date="2023",
        date_origin="",
        iso_date="2023",
        facts=(("Thời báo Cửa Khẩu", "vi") if lang == "vi" else ("維港週報", "zh-Hant"),),
        passages=(passage,),
        matches=texts.counted("matches", 3),
        why=(("Lưu Ninh" if lang == "vi" else "劉寧", lang, texts.filled("why_times", n=3)),),
    )
