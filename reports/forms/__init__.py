"""Spreadsheets that an office fills in, gets back, or is sent: template, rejected rows, action list."""
