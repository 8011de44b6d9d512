"""How the shipped pipelines are made: ``python -m training.convert``, ``.train``, ``.evaluate``, ``.package``."""
