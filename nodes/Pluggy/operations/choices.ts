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
