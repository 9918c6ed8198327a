"""Certificates that others can verify: Open Badges 3.0 as a signed JSON Web Token."""
