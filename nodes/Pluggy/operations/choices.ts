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

/** https://docs.pluggy.ai/en/reference/webhook/webhooks-create */
export const WEBHOOK_EVENTS = {
	all: 'All Events',
	'automatic_pix_payment/canceled': 'Automatic PIX Payment Canceled',
	'automatic_pix_payment/completed': 'Automatic PIX Payment Completed',
	'automatic_pix_payment/created': 'Automatic PIX Payment Created',
	'automatic_pix_payment/error': 'Automatic PIX Payment Error',
	'boleto/updated': 'Boleto Updated',
	'connector/status_updated': 'Connector Status Updated',
	'item/created': 'Item Created',
	'item/deleted': 'Item Deleted',
	'item/error': 'Item Error',
	'item/login_succeeded': 'Item Login Succeeded',
	'item/updated': 'Item Updated',
	'item/waiting_user_action': 'Item Waiting User Action',
	'item/waiting_user_input': 'Item Waiting User Input',
	'payment_intent/completed': 'Payment Intent Completed',
	'payment_intent/created': 'Payment Intent Created',
	'payment_intent/error': 'Payment Intent Error',
	'payment_intent/waiting_payer_authorization': 'Payment Intent Waiting Payer Authorization',
	'payment_request/updated': 'Payment Request Updated',
	'pix_biometric_enrollment/revoked': 'PIX Biometric Enrollment Revoked',
	'scheduled_payment/all_completed': 'Scheduled Payments All Completed',
	'scheduled_payment/all_created': 'Scheduled Payments All Created',
	'scheduled_payment/canceled': 'Scheduled Payment Canceled',
	'scheduled_payment/completed': 'Scheduled Payment Completed',
	'scheduled_payment/created': 'Scheduled Payment Created',
	'scheduled_payment/error': 'Scheduled Payment Error',
	'smart_transfer_payment/completed': 'Smart Transfer Payment Completed',
	'smart_transfer_payment/error': 'Smart Transfer Payment Error',
	'smart_transfer_preauthorization/completed': 'Smart Transfer Preauthorization Completed',
	'smart_transfer_preauthorization/error': 'Smart Transfer Preauthorization Error',
	'transactions/created': 'Transactions Created',
	'transactions/deleted': 'Transactions Deleted',
	'transactions/updated': 'Transactions Updated',
};
