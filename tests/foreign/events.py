"""Reads a calendar with the icalendar package, and tells what it understood, as JSON."""

import json
import sys
from zoneinfo import ZoneInfo

import icalendar

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
PARIS = ZoneInfo("Europe/Paris")
events = []
for event in calendar.walk("VEVENT"):
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    timed = hasattr(start, "astimezone")
    events.append(
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "timed": timed,
            "start": start.astimezone(PARIS).isoformat() if timed else start.isoformat(),
            "hours": (end - start).total_seconds() / 3600,
            "errors": [str(error) for error in event.errors],
        }
    )
busy = []
for thing in calendar.walk("VFREEBUSY"):
    told = thing.get("FREEBUSY", [])
    told = told if isinstance(told, list) else [told]
    periods = [period for one in told for period in (one if isinstance(one, list) else [one])]
    busy.append(
        {
            "name": str(thing["COMMENT"]),
            "starts": [period.start.astimezone(PARIS).isoformat() for period in periods],
            "hours": [(period.end - period.start).total_seconds() / 3600 for period in periods],
            "errors": [str(error) for error in thing.errors],
        }
    )
print(json.dumps({"version": str(calendar["VERSION"]), "events": events, "busy": busy}))
