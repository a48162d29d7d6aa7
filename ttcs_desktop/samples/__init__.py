"""The sample ward (Phường Mẫu): half a year kept through the subjects' own services, for trial, demo and tests."""
