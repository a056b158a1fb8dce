"""People in Vietnamese text: what a capitalised run is, by rules and by what the archive counts."""
