from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from customers.imports.problems import Unusable


@contextmanager
def unusable(case: str) -> Iterator[pytest.ExceptionInfo[Unusable]]:
    """The file must be refused for this reason, in a sentence."""
    with pytest.raises(Unusable) as error:
        yield error
    assert error.value.case == case
    assert str(error.value) != case
