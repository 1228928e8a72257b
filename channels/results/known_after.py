"""What nobody knows before the contact, and which therefore may not say whom to contact.

How long a call lasted goes with whether the product was taken because who says no hangs up: judged
by it every rule looks excellent, and none can be followed, for the call has yet to be made. Source:
the note on ``duration`` of the bank marketing records (Moro, Cortez, Rita 2014), and *leakage* in
Kaufman et al., "Leakage in data mining", KDD 2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

REASON = _(
    "“%(column)s” is known only after the contact, so it cannot say whom to contact, and results"
    " are not told by it. Leave the column out."
)
# Parts of names, in small letters without blanks, hyphens or underscores.
WORDS = (
    "duration",
    "talktime",
    "callseconds",
    "callminutes",
    "callresult",
    "hangup",
    "disposition",
    "通话时长",
    "通话秒数",
    "通话分钟",
    "通话结果",
    "挂机",
    "接通时长",
    "停留时长",
    "浏览时长",
)
PARTED = re.compile(r"[\s_\-（）()]+")


def is_known_after(name: str) -> bool:
    """Whether a column of this name says what is known only after the contact."""
    plain = PARTED.sub("", name.casefold())
    return any(word in plain for word in WORDS)


def known_after(names: Iterable[str]) -> list[str]:
    """Those of the names that may not be used to tell persons apart."""
    return [name for name in names if is_known_after(name)]
