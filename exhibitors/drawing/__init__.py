"""Drawing the plan of an area: read, judged, written, its stands split and merged."""
