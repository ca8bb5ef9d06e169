"""When: every temporal expression of a report, its value and bounds, its role."""
