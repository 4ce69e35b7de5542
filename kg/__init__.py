"""Knowledge graph of companies, policies and technologies from Chinese industry news."""
