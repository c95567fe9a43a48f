"""What pavilions propose: a list, and a page each to decide on."""

import io
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from PIL import Image, ImageOps

from exhibitors.access import access_of, work_in
from exhibitors.admin.records import ScopedAdmin
from exhibitors.models import Photo, Proposal, Role
from exhibitors.proposals.differences import rows_of, stamp
from exhibitors.proposals.merging import key_in, place
from exhibitors.proposals.publishing import Refused, publish, send_back, withdraw
from exhibitors.proposals.snapshots import MODELS, is_public, stored
from exhibitors.proposals.telling import tell_published, tell_sent_back

SIDE = 240
WAITING = Case(
    When(state=Proposal.State.OPEN, then=Value(0)),
    When(state=Proposal.State.SENT_BACK, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@admin.register(Proposal)
class ProposalAdmin(ScopedAdmin):
    """Proposals: organisers decide on them, managers see those of their pavilion."""

    readers = ()
    list_display = ("name", "about", "pavilion", "author", "made_at", "state")
    list_select_related = ("country", "organisation", "author")
    list_filter = (
        "state",
        ("country", admin.RelatedOnlyFieldListFilter),
        ("organisation", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("name", "author__email", "author__name")
    # Those that wait first, the longest waiting before them.
    ordering = (WAITING.asc(), "made_at", "pk")
    actions = ("publish_chosen",)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def about(self, proposal: Proposal) -> str:
        return str(MODELS[proposal.kind]._meta.verbose_name)

    @admin.display(description=gettext_lazy("pavilion"), ordering="country__name_en")
    def pavilion(self, proposal: Proposal) -> str:
        return str(proposal.country or proposal.organisation)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return whether the account decides on the proposals of any exhibition."""
        return access_of(request).has(Role.ORGANISER)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            work_in(request, found.exhibition_id)
        return found

    def get_urls(self) -> Any:
        address = path(
            "<int:pk>/picture/<slug:place>/",
            self.admin_site.admin_view(self.picture),
            name="exhibitors_proposal_picture",
        )
        return [address, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> Any:
        """Show what is proposed beside what visitors see, and decide on it."""
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            raise Http404
        if request.method == "POST":
            self._decide(request, proposal)
            return redirect(request.path)
        return render(
            request, "admin/exhibitors/proposal.html", self._page(request, proposal)
        )

    def _page(self, request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
        access = access_of(request)
        decides = access.acts_in(proposal.exhibition_id, Role.ORGANISER)
        record = _record(proposal)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": proposal,
            "title": proposal.name,
            "proposal": proposal,
            "about": self.about(proposal),
            "pavilion": self.pavilion(proposal),
            "rows": rows_of(proposal),
            "stamp": stamp(proposal),
            "may_decide": decides and proposal.is_live,
            "may_withdraw": proposal.is_live and _is_own(access, proposal),
            "page": address_of(proposal) if record is not None else "",
        }

    def _decide(self, request: HttpRequest, proposal: Proposal) -> None:
        """Carry out what was decided; say why where it was refused."""
        access = access_of(request)
        decides = access.acts_in(proposal.exhibition_id, Role.ORGANISER)
        acts: dict[str, tuple[bool, Callable[[], str]]] = {
            "publish": (decides, lambda: _published(request, proposal)),
            "return": (decides, lambda: _returned(request, proposal)),
            "withdraw": (_is_own(access, proposal), lambda: _withdrawn(proposal)),
        }
        for name, (is_allowed, act) in acts.items():
            if name in request.POST and is_allowed:
                try:
                    messages.success(request, act())
                except Refused as refused:
                    for sentence in refused.sentences:
                        messages.error(request, sentence)
                return

    def picture(self, request: HttpRequest, pk: int, place: str) -> HttpResponse:
        """Answer with a small picture of a photo as it is proposed."""
        proposal = self.get_queryset(request).filter(pk=pk).first()
        name = _picture_in(proposal, place) if proposal else ""
        storage = Photo._meta.get_field("image").storage
        if not name or not storage.exists(name):
            raise Http404
        small = io.BytesIO()
        with storage.open(name) as file, Image.open(file) as image:
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((SIDE, SIDE))
            upright.save(small, "WEBP")
        return HttpResponse(small.getvalue(), content_type="image/webp")

    @admin.action(
        description=gettext_lazy("Publish the chosen proposals"),
        permissions=["publish"],
    )
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish those that nothing contradicts; say of the others what does."""
        done = 0
        allowed = access_of(request).within(Role.ORGANISER)
        for proposal in queryset.filter(allowed):
            try:
                published = publish(proposal, request.user)
            except Refused as refused:
                messages.error(request, f"{proposal}: {' '.join(refused.sentences)}")
            else:
                _tell(request, tell_published, published)
                done += 1
        if done:
            text = ngettext(
                "%d proposal was published.", "%d proposals were published.", done
            )
            messages.success(request, text % done)


def address_of(proposal: Proposal) -> str:
    """Return the address of the page of the record that a proposal is about."""
    name = f"admin:exhibitors_{proposal.kind}_change"
    return reverse(name, args=[proposal.record])


def _record(proposal: Proposal) -> Any:
    key = (proposal.kind, proposal.record)
    return stored([key]).get(key)


def _is_own(access: Any, proposal: Proposal) -> bool:
    own = Proposal.objects.filter(access.own(Proposal), pk=proposal.pk)
    return own.exists()


def _picture_in(proposal: Proposal, where: str) -> str:
    """Return the file of a photo as a proposal has it, also of one still a draft."""
    for entry in proposal.entries:
        key = key_in(entry)
        if key[0] != "photo" or place(key) != where:
            continue
        named = (entry["after"] or {}).get("image")
        photo: Any = stored([key]).get(key)
        if named or photo is None:
            return str(named or "")
        return str(photo.image.name) if not is_public(photo) else ""
    return ""


def _published(request: HttpRequest, proposal: Proposal) -> str:
    done = publish(
        proposal,
        request.user,
        seen=request.POST.get("stamp", ""),
        chosen=frozenset(request.POST.getlist("chosen")),
    )
    _tell(request, tell_published, done)
    return _("Published: visitors see it now.")


def _returned(request: HttpRequest, proposal: Proposal) -> str:
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 9 else 0
    done = send_back(proposal, request.user, request.POST.get("remark", ""), number)
    _tell(request, tell_sent_back, done)
    return _("Sent back with your remark.")


def _withdrawn(proposal: Proposal) -> str:
    withdraw(proposal)
    return _("Withdrawn. Visitors see what they saw before.")


def _tell(
    request: HttpRequest, letter: Callable[[Proposal, str], int], proposal: Proposal
) -> None:
    letter(proposal, request.build_absolute_uri(address_of(proposal)))
