"""The table of what comes out: every kind of output of the site."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quanli.assemble.about import ABOUT_PAGE, ACCESSIBILITY_PAGE
from quanli.assemble.approval import APPROVAL_PAGE, APPROVALS_PAGE
from quanli.assemble.approved import APPROVED_PAGE, APPROVED_PART
from quanli.assemble.bulk import DATA_PAGE, DATA_PART
from quanli.assemble.calendar import CALENDAR_DATA
from quanli.assemble.category import CATEGORIES_PAGE
from quanli.assemble.changes import CHANGES_PAGE, KIND_PAGE, MONTH_PAGE, OFFICE_CHANGES_PAGE
from quanli.assemble.completeness import COMPLETENESS_PAGE
from quanli.assemble.concepts import TERMS_DATA
from quanli.assemble.cpsv import CPSV_DATA
from quanli.assemble.data_guide import DATA_GUIDE
from quanli.assemble.dcat import DCAT_DATA
from quanli.assemble.embed import EMBED_PAGE
from quanli.assemble.embed_list import EMBED_SEARCH
from quanli.assemble.feed import ALL_FEED, CATEGORY_FEED, ITEM_FEED, OFFICE_FEED
from quanli.assemble.form import ATTACHED, DOCUMENT, FORM_PAGE
from quanli.assemble.guide import GUIDE_PAGE, GUIDES_PAGE, HANDBOOK_PAGE, HANDBOOKS_PAGE
from quanli.assemble.hall import COMPLAINT_PAGE, CONSULTATION_PAGE, DISCLOSURE_PAGE, REGISTRATION_PAGE
from quanli.assemble.history import HISTORY_PAGE
from quanli.assemble.home import HOME_PAGE, NOT_FOUND_PAGE, OPENSEARCH, SEARCH_FILES, SEARCH_PAGE
from quanli.assemble.law import LAWS_PAGE
from quanli.assemble.law_change import LAW_CHANGE_PAGE
from quanli.assemble.law_impact import LAW_IMPACT_PAGE
from quanli.assemble.law_text import LAW_PAGE
from quanli.assemble.law_watch import LAW_WATCH_FEED, LAW_WATCH_PAGE
from quanli.assemble.lists import LISTS
from quanli.assemble.names import NAMES_PAGE
from quanli.assemble.national import NATIONAL_DATA, NATIONAL_PART
from quanli.assemble.office import OFFICES_PAGE
from quanli.assemble.page_kind import AnyKind, FileKind, ItemKind, PageKind
from quanli.assemble.power import POWER_PAGE
from quanli.assemble.power_data import POWER_DATA
from quanli.assemble.power_schemas import SCHEMAS
from quanli.assemble.removed import REMOVED_PAGE
from quanli.assemble.sort import Sort
from quanli.assemble.statistics import STATISTICS_PAGE
from quanli.assemble.suggestions import SUGGESTIONS
from quanli.assemble.version import VERSION_PAGE
from quanli.assemble.web_manifest import ICON_FILES
from quanli.assemble.well_known import SECURITY_TXT

ITEMS: tuple[ItemKind, ...] = (POWER_PAGE, POWER_DATA, REMOVED_PAGE, HISTORY_PAGE, VERSION_PAGE, ITEM_FEED, EMBED_PAGE, CPSV_DATA, NATIONAL_DATA)
PAGES: tuple[PageKind, ...] = (
    MONTH_PAGE,
    KIND_PAGE,
    OFFICE_CHANGES_PAGE,
    OFFICE_FEED,
    CATEGORY_FEED,
    CHANGES_PAGE,
    ALL_FEED,
    APPROVAL_PAGE,
    APPROVALS_PAGE,
    FORM_PAGE,
    GUIDE_PAGE,
    HANDBOOK_PAGE,
    CALENDAR_DATA,
    TERMS_DATA,
    SCHEMAS,
    HOME_PAGE,
    SEARCH_PAGE,
    OPENSEARCH,
    SUGGESTIONS,
    SECURITY_TXT,
    CATEGORIES_PAGE,
    OFFICES_PAGE,
    LAWS_PAGE,
    LAW_PAGE,
    LAW_CHANGE_PAGE,
    LAW_IMPACT_PAGE,
    LAW_WATCH_PAGE,
    LAW_WATCH_FEED,
    GUIDES_PAGE,
    HANDBOOKS_PAGE,
    STATISTICS_PAGE,
    COMPLETENESS_PAGE,
    APPROVED_PAGE,
    NAMES_PAGE,
    DISCLOSURE_PAGE,
    CONSULTATION_PAGE,
    COMPLAINT_PAGE,
    REGISTRATION_PAGE,
    ABOUT_PAGE,
    ACCESSIBILITY_PAGE,
    NOT_FOUND_PAGE,
    EMBED_SEARCH,
)
DATA: tuple[PageKind, ...] = (DATA_PART, DATA_PAGE, DATA_GUIDE, DCAT_DATA, APPROVED_PART)
FILES: tuple[FileKind, ...] = (DOCUMENT, ATTACHED, SEARCH_FILES, ICON_FILES, NATIONAL_PART)
KINDS: tuple[AnyKind, ...] = (*ITEMS, *LISTS, *PAGES, *DATA, *FILES)
SORTS: Mapping[str, Sort] = MappingProxyType({kind.name: kind.sort for kind in KINDS})
"""What the pages of each kind are in the site."""
LISTED = frozenset(kind.name for kind in KINDS if kind.listed and kind.templates)
"""The kinds whose pages search engines may list."""
