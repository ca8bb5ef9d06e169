"""From files to reports.  The edge of the system: whatever comes in leaves as a Report or as a BadInput that says why not."""
