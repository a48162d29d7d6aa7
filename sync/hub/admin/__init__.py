"""The one page of the hub's keeper: who has submitted, sums, PCs, codes, what is told to the wards."""
