"""The helpers of the property tests are no test modules."""

collect_ignore = ["raci_documents"]
