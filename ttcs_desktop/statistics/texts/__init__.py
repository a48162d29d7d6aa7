"""The words around a report's figures: filled from the record, edited by the officer, frozen with the figures."""
