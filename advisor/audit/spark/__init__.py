"""The same audits, their lots and files answered by Apache Spark."""
