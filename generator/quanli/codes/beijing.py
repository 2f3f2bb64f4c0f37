"""Beijing time, in which every day and hour of a site is said (GB/T 7408.1: UTC+08:00, without summer time)."""

import datetime

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
