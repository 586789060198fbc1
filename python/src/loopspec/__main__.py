"""`python -m loopspec`: the same as the command `loopspec`."""

from ._command import main

if __name__ == "__main__":
    main()
