"""What each loop of these modules is: the catalogue reads the labels from the text, without importing anything."""


def breaks(clause, says, since=None):
    """A mutant: the clause that it breaks, and what it does wrong (`it …`). Always literal strings.

    The third is the first edition that can show it, where the clause is older: a loop in debug mode comes to run()
    through loop_factory.
    """
    return lambda factory: factory


def odd(says, *differs):
    """An unusual loop that is right: what is unusual, and the observed clauses in which it may differ."""
    return lambda factory: factory
