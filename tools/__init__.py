"""Setting up and running the product. Standard library only until the environment exists."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.stderr.write("jiepai: Python 3.11 or newer is needed; this is %s.\n" % sys.version.split()[0])  # noqa: UP031 - old Pythons read this
    sys.exit(2)
