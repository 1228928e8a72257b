"""What this room writes into the audit trail, in words."""

from coordination.commitments.workflow import COMMITMENT

COMMITMENT.register()
