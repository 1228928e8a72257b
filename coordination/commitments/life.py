"""What commitments add to the life of a plan."""

from __future__ import annotations

from campaigns import registries
from coordination.commitments import clock, gates, making

registries.register_effect("submit", making.ask)
registries.register_amended(making.ask)
for _step in ("withdraw", "merge", "reject", "lapse", "end", "overtaken"):
    registries.register_effect(_step, making.withdraw_all)
registries.register_guard("finalise", gates.all_promised)
registries.register_guard("launch", gates.all_kept)
registries.register_effect("launch", gates.defer_branches)
registries.register_daily(clock.turn_day)
