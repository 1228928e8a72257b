"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_details import read_as
from common.audit_labels import register
from customers.enums import LinkBasis, Occasion

register(
    "import",
    pgettext_lazy("audit object", "Import"),
    {
        "customers.import.start": pgettext_lazy("audit", "Import started"),
        "customers.import": pgettext_lazy("audit", "Import done"),
        "customers.import.discard": pgettext_lazy("audit", "Import discarded"),
    },
)
register(
    "holdings",
    pgettext_lazy("audit object", "Holdings"),
    {"customers.holdings": pgettext_lazy("audit", "Holdings delivered")},
)
register(
    "touches",
    pgettext_lazy("audit object", "Contacts"),
    {"customers.touches": pgettext_lazy("audit", "Contacts delivered")},
)
register(
    "customer",
    pgettext_lazy("audit object", "Customer"),
    {
        "customers.unmask": pgettext_lazy("audit", "Shown in clear"),
        "customers.chain": pgettext_lazy("audit", "Decision chain changed"),
        "customers.wish": pgettext_lazy("audit", "Do-not-contact or consent recorded"),
    },
)
register(
    "segment",
    pgettext_lazy("audit object", "Segment"),
    {
        "segment.create": pgettext_lazy("audit", "Segment made"),
        "segment.change": pgettext_lazy("audit", "Segment changed"),
        "segment.refresh": pgettext_lazy("audit", "Segment counted anew"),
    },
)
register(
    "match",
    pgettext_lazy("audit object", "Identity"),
    {
        "customers.match": pgettext_lazy("audit", "Found to be the same"),
        "customers.match.answer": pgettext_lazy("audit", "Said to be one or two"),
        "customers.match.undo": pgettext_lazy("audit", "Answer about identity taken back"),
    },
)
register(
    "marketing",
    pgettext_lazy("audit object", "Marketing customer"),
    {
        "customers.marketing.create": pgettext_lazy("audit", "Marketing customer made"),
        "customers.marketing.change": pgettext_lazy("audit", "Marketing customer changed"),
        "customers.marketing.link": pgettext_lazy("audit", "Put below a marketing customer"),
        "customers.marketing.undo": pgettext_lazy("audit", "Link of a marketing customer undone"),
    },
)
register(
    "customers",
    pgettext_lazy("audit object", "Customer look-ups"),
    {
        "customers.lookup": pgettext_lazy("audit", "Asked for by phone"),
        "customers.reach": pgettext_lazy("audit", "Asked which plans reach a customer"),
        "customers.lookup_list": pgettext_lazy("audit", "Asked for by a list of phones"),
    },
)
read_as("basis", dict(LinkBasis.choices))
read_as("occasion", dict(Occasion.choices))
