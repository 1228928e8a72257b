"""`python -m tools.health URL [PART]`: exit 0 when the product behind the URL is ready, and the
part of it on this host alive; for containers.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import urllib.request


def main(url: str, part: str | None = None) -> int:
    """The host header is one that the product allows, because a container asks by an address of its
    own.
    """
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*")
    address = f"{url}/health/ready?node={socket.gethostname() if part else ''}"
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - our own address
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=4) as reply:
            report = json.load(reply)
    except (OSError, ValueError) as error:
        print(f"not ready: {error}")
        return 1
    state = report.get(part, "unknown") if part else report["status"]
    print(f"{part or 'product'}: {state}")
    return 0 if state in {"ok", "degraded"} else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
