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
print(json.dumps({"version": str(calendar["VERSION"]), "events": events}))
