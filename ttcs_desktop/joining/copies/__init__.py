"""States of records that did not stand, kept until a person has looked."""
