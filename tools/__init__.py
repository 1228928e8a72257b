"""Setting up and running the product. Standard library only until the environment exists."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    running = sys.version.split()[0]
    sys.stderr.write("jiepai: Python 3.11 or newer is needed; this is " + running + ".\n")
    sys.exit(2)
