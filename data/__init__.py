"""The numbers: register, zones, targets, progress, store."""
