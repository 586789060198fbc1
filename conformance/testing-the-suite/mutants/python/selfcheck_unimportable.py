"""A module that cannot be imported."""

from mutant_base import there_is_no_such_name
