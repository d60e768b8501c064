"""What leaves the house about the money, as reports and tables that page, PDF and spreadsheet share."""
