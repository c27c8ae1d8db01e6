"""Every command that runs or ran, at the bottom of the window.

``record`` finds the words and the script, ``model`` gives Qt the rows, ``delegate`` paints them,
``details`` tells all about one, ``line`` is the one-line form, ``panel`` puts them together.
"""
