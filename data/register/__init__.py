"""The register of counties: who reports, what became of whom, zones, sources, bounds."""
