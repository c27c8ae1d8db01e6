"""Every command that runs or ran, at the bottom of the window.

``record`` finds the words and the script, ``parts`` the words of layers and steps, ``speed``
measures, ``model`` gives Qt the rows, ``delegate`` paints them, ``tree`` shows them, ``details``
tells all about one, ``steps`` what to do next, ``line`` is the one-line form, ``panel`` puts them
together.
"""
