"""``python -m desktop`` opens Portside."""

import sys

from desktop.app import main

sys.exit(main())
