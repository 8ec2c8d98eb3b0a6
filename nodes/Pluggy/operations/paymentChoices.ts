/** Values of the payment resources with readable names. The first is the default. */

export const CUSTOMER_TYPES = { INDIVIDUAL: 'Individual (CPF)', BUSINESS: 'Business (CNPJ)' };

/** For the node: how the account of a recipient is given. */
export const RECIPIENT_TYPES = { bankAccount: 'Bank Account', pixKey: 'PIX Key' };

export const RECIPIENT_ACCOUNT_TYPES = {
	CHECKING_ACCOUNT: 'Checking Account',
	SAVINGS_ACCOUNT: 'Savings Account',
	GUARANTEED_ACCOUNT: 'Guaranteed Account',
};

export const PAYMENT_REQUEST_STATUSES = {
	COMPLETED: 'Completed',
	CREATED: 'Created',
	IN_PROGRESS: 'In Progress',
	WAITING_PAYER_AUTHORIZATION: 'Waiting for the Payer',
	AUTHORIZED: 'Authorized (Automatic PIX)',
	SCHEDULED: 'Scheduled',
	ERROR: 'Error',
	EXPIRED: 'Expired',
	CANCELED: 'Canceled',
};

export const SCHEDULE_TYPES = {
	SINGLE: 'One Future Date',
	DAILY: 'Daily',
	WEEKLY: 'Weekly',
	MONTHLY: 'Monthly',
	CUSTOM: 'List of Dates',
};

export const DAYS_OF_WEEK = {
	MONDAY: 'Monday',
	TUESDAY: 'Tuesday',
	WEDNESDAY: 'Wednesday',
	THURSDAY: 'Thursday',
	FRIDAY: 'Friday',
	SATURDAY: 'Saturday',
	SUNDAY: 'Sunday',
};

/** The document's enum has PIS alone; its text and its answers know both. */
export const PAYMENT_METHODS = { PIS: 'Bank Account (Open Finance)', PIX: 'PIX QR Code' };

export const AUTOMATIC_PIX_INTERVALS = {
	MONTHLY: 'Monthly',
	WEEKLY: 'Weekly',
	QUARTERLY: 'Every Three Months',
	SEMESTER: 'Every Six Months',
	YEARLY: 'Yearly',
};

/** For the node: whether every charge is the same. */
export const AMOUNT_TYPES = { fixed: 'Fixed', variable: 'Variable' };

export const ENROLLMENT_STATUSES = {
	AUTHORIZED: 'Authorized',
	CREATED: 'Created',
	EXPIRED: 'Expired',
	REJECTED: 'Rejected',
	REVOKED: 'Revoked',
};

/** For the node: how the credentials of a boleto connection are given. */
export const BOLETO_CREDENTIALS = { inter: 'Banco Inter', json: 'JSON' };

export const FINE_TYPES = { PERCENTAGE: 'Percentage', FIXED: 'Fixed Amount' };

export const INTEREST_TYPES = { PERCENTAGE: 'Percentage' };
