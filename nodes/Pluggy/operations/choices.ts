/** Values of Pluggy's enums with readable names, for the lists of the node. */

export const PRODUCTS = {
	ACCOUNTS: 'Accounts',
	ACCOUNT_STATEMENTS: 'Account Statements',
	BROKERAGE_NOTE: 'Brokerage Notes',
	CREDIT_CARDS: 'Credit Cards',
	IDENTITY: 'Identity',
	INVESTMENTS: 'Investments',
	INVESTMENTS_TRANSACTIONS: 'Investment Transactions',
	LOANS: 'Loans',
	MOVE_SECURITY: 'Move Security',
	PAYMENT_DATA: 'Payment Data',
	TRANSACTIONS: 'Transactions',
};

export const CONNECTOR_TYPES = {
	PERSONAL_BANK: 'Personal Bank',
	BUSINESS_BANK: 'Business Bank',
	INVESTMENT: 'Investment',
	INVOICE: 'Invoice',
	TELECOMMUNICATION: 'Telecommunication',
	OTHER: 'Other',
};

export const COUNTRIES = { BR: 'Brazil' };

export const ACCOUNT_TYPES = { BANK: 'Bank Account', CREDIT: 'Credit Card' };

export const RESOURCE_STATUSES = {
	AVAILABLE: 'Available',
	PENDING_AUTHORISATION: 'Pending Authorisation',
	TEMPORARILY_UNAVAILABLE: 'Temporarily Unavailable',
	UNAVAILABLE: 'Unavailable',
};

export const INVESTMENT_TYPES = {
	COE: 'COE (Structured Note)',
	EQUITY: 'Equity',
	ETF: 'ETF',
	FIXED_INCOME: 'Fixed Income',
	MUTUAL_FUND: 'Mutual Fund',
	SECURITY: 'Security (Retirement)',
	OTHER: 'Other',
};

export const TRANSACTION_TYPES = { DEBIT: 'Debit', CREDIT: 'Credit' };

/** Kinds of accounts as category rules and the enrichment product name them. */
export const RULE_ACCOUNT_TYPES = {
	CHECKING_ACCOUNT: 'Checking Account',
	CREDIT_CARD: 'Credit Card',
};

export const ENRICHMENT_ACCOUNT_TYPES = {
	CHECKING: 'Checking Account',
	CREDIT_CARD: 'Credit Card',
};

export const MATCH_TYPES = {
	exact: 'Exact',
	contains: 'Contains',
	startsWith: 'Starts With',
	endsWith: 'Ends With',
};

export const METHODS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' };
