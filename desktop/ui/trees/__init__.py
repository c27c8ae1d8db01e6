"""The trees of containers, images, networks and volumes.

``rows`` says which rows a record becomes, ``columns`` what they tell, ``model`` is the one Qt model
for all of them, ``delegate`` paints, ``view`` is the tree with its filter box and its states.
"""
