"""What a new day brings to the front line."""

from campaigns import registries
from frontline.reports import clock as reports
from frontline.work_notices import clock as work_notices

registries.register_daily(reports.turn_day)
registries.register_daily(work_notices.turn_day)
