"""Fields that several kinds have, and who may read lists in."""

from django.utils.translation import gettext_lazy as _

from exhibitors.access import Access
from exhibitors.imports.fields import Field
from exhibitors.imports.parsing import countries, texts
from exhibitors.models import Exhibition, Role

KEY = Field(
    "key",
    _("key"),
    texts.key,
    (
        "key",
        "id",
        "code",
        "uid",
        "external id",
        "external key",
        "identifier",
        "ключ",
        "код",
        "ид",
        "идентификатор",
        "внешний ключ",
        "kod",
        "açar",
    ),
    column="key",
)
SLUG = Field(
    "slug",
    _("address"),
    texts.slug,
    ("slug", "page", "адрес страницы", "səhifə ünvanı"),
    column="slug",
)
PUBLISHED = Field(
    "is_published",
    _("published"),
    texts.boolean,
    ("published", "is published", "public", "visible", "опубликовано", "dərc olunub"),
    column="is_published",
)
COUNTRY = Field(
    "country",
    _("country"),
    countries.country,
    (
        "country",
        "country code",
        "country of origin",
        "nation",
        "state",
        "iso",
        "iso2",
        "iso3",
        "страна",
        "страна участник",
        "код страны",
        "государство",
        "ölkə",
        "ölkənin adı",
        "мамлекет",
        "мемлекет",
        "ел",
        "кишвар",
        "ýurt",
        "davlat",
        "mamlakat",
        "ülke",
        "land",
        "pays",
    ),
    column="country_id",
)
HALL = Field(
    "hall",
    _("hall"),
    texts.text(200),
    (
        "hall",
        "pavilion",
        "area",
        "halls name",
        "hall name",
        "hall no",
        "hall number",
        "building",
        "зал",
        "павильон",
        "номер павильона",
        "площадка",
        "zal",
        "pavilyon",
        "salon",
        "halle",
    ),
)
STAND_WORDS = (
    "stand",
    "stands",
    "stands number",
    "booths number",
    "booth",
    "booths",
    "booth no",
    "booth number",
    "stand no",
    "stand number",
    "stall",
    "hall stand",
    "hall and stand",
    "location",
    "стенд",
    "стенды",
    "номер стенда",
    "стенд №",
    "№ стенда",
    "место",
    "павильон стенд",
    "stend",
    "stendin nömrəsi",
    "stend №",
    "stend nömrəsi",
    "stant",
    "stant no",
)
COMPANY_WORDS = (
    "company",
    "company name",
    "companies name",
    "participants name",
    "exhibitor",
    "exhibitors name",
    "exhibitors",
    "exhibitor name",
    "organisation",
    "organization",
    "organisation name",
    "firm",
    "enterprise",
    "participant",
    "компания",
    "название компании",
    "наименование компании",
    "организация",
    "наименование организации",
    "предприятие",
    "фирма",
    "экспонент",
    "участник",
    "şirkət",
    "şirkətin adı",
    "təşkilat",
    "müəssisə",
    "iştirakçı",
    "firma",
    "kompaniya",
    "kompaniýa",
    "ширкат",
    "компаниянын аты",
    "şirket",
    "firma adı",
    "katılımcı",
)
NAME_WORDS = ("name", "title", "название", "наименование", "имя", "ad", "adı")
DESCRIPTION = Field(
    "description",
    _("description"),
    texts.long_text,
    (
        "description",
        "about",
        "profile",
        "text",
        "описание",
        "о компании",
        "профиль",
        "деятельность",
        "təsvir",
        "haqqında",
        "açıqlama",
        "açıklama",
    ),
    column="description",
    is_translated=True,
)
SECTORS = Field(
    "sectors",
    _("sectors"),
    texts.several,
    (
        "sectors",
        "sector",
        "topics",
        "topic",
        "category",
        "categories",
        "industry",
        "industries",
        "отрасль",
        "отрасли",
        "категория",
        "тематика",
        "раздел",
        "sahə",
        "sahələr",
        "sektor",
        "kateqoriya",
    ),
)
NOTE = Field(
    "note",
    _("note"),
    texts.long_text,
    ("note", "notes", "remark", "comment", "примечание", "комментарий", "qeyd"),
    column="note",
)


def may_read_in(access: Access, exhibition: Exhibition) -> bool:
    """Return whether an account enters stands, exhibitors and exhibits."""
    return access.organises(exhibition) or any(
        role.exhibition_id == exhibition.pk for role in access.pavilions
    )


def may_plan(access: Access, exhibition: Exhibition) -> bool:
    """Return whether an account enters people and delegations."""
    return access.organises(exhibition) or any(
        role.role == Role.PROTOCOL_OFFICER and role.exhibition_id == exhibition.pk
        for role in access.roles
    )
