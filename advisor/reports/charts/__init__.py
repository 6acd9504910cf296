"""Pictures as SVG: timelines, maps and what they share."""
