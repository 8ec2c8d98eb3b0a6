import { MFA_ADVICE } from './items';
import { PAGES, problemsOf, SAY, type Problems, type ProblemText } from './words';

/** Problems by Pluggy's own code for them (`codeDescription`). */

const problem = problemsOf(PAGES.errors);

const article = (thing: string) => `${/^[AEIOU]/.test(thing) ? 'an' : 'a'} ${thing.toLowerCase()}`;

/** "X_NOT_FOUND" of a kind of thing. */
function notFound(thing: string, more = ''): ProblemText {
	return problem(
		`${thing} not found`,
		`Check the ID: it must name ${article(thing)} that exists in the application of this credential.${more}`,
		'fixInput',
		SAY.notFound,
	);
}

/** Of what a bank connection has collected. */
const notCollected = (thing: string) =>
	notFound(thing, ' What belongs to a deleted item is gone with it.');

/** By `codeDescription` of Pluggy's error body. */
export const BY_CODE: Problems = {
	CLIENT_KEYS_UNAUTHORIZED: problem(
		'Pluggy refused the Client ID or Client Secret',
		'Open the credential and copy both again from your application at https://dashboard.pluggy.ai',
		'fixInput',
		SAY.internal,
		PAGES.auth,
	),
	CLIENT_DISABLED: problem(
		'Pluggy has disabled this application',
		'Ask Pluggy support to enable it again',
		'contactSupport',
		SAY.internal,
		PAGES.auth,
	),
	CONNECTOR_VALIDATION_ERROR: problem(
		'The connector does not accept these credentials',
		'See details for the field and the reason. The Validate operation of the connector checks them without connecting.',
		'fixInput',
		'Verifique os dados de acesso informados e tente novamente.',
		PAGES.connections,
	),
	CONNECTOR_REQUIRED_PARAMETER_VALIDATION_ERROR: problem(
		'A credential must be given anew',
		'This connector asks for a fresh value (such as a token) at every update: send it in parameters',
		'sendMfa',
		'Informe novamente o código solicitado pelo seu banco.',
		PAGES.items,
	),
	ITEM_USER_ALREADY_EXISTS: problem(
		'An item with these credentials exists already',
		'Use the existing item (its ID is in details) or turn off Avoid Duplicates',
		'fixInput',
		'Esta conta já está conectada.',
		PAGES.connections,
	),
	MFA_PARAMERTER_WAS_ALREADY_USED_ERROR: problem(
		'This MFA code was used already',
		MFA_ADVICE,
		'sendMfa',
		'Este código já foi usado. Informe um novo código.',
		PAGES.items,
	),
	TOO_MANY_CONSECUTIVE_ERRORS: problem(
		'More than five synchronizations of this item failed in a row',
		'Stop updating this item and ask Pluggy support',
		'contactSupport',
		'Não conseguimos atualizar sua conta. Estamos verificando com o banco.',
		PAGES.items,
	),
	TOO_MANY_CONSECUTIVE_LOGIN_FAILURES: problem(
		'Too many logins of this item failed in a row',
		'Wait until canRetryAfterDate in details, then let the user connect again with right credentials, before the bank locks the account',
		'reconnect',
		'Muitas tentativas de acesso falharam. Verifique seu login e senha e reconecte sua conta.',
		PAGES.items,
	),
	IDS_PARAMETER_EXCEEDS_MAX_LENGTH: problem(
		'Too many IDs in one request',
		'Pluggy takes at most 500 IDs at once',
		'fixInput',
		SAY.checkData,
	),
	PARAMETERS_NOT_PROVIDED: problem(
		'The credentials of the connection are missing',
		'Send the credentials in parameters to update this item',
		'reconnect',
		'Informe seus dados de acesso novamente.',
		PAGES.items,
	),
	ITEM_IS_ALREADY_UPDATING: problem(
		'These credentials are being synchronized already',
		'Wait until that synchronization ends (the Wait operation of the item does it), then try again',
		'retryLater',
		'Sua conta já está sendo atualizada. Aguarde alguns instantes.',
		PAGES.items,
	),
	ITEM_ALREADY_UPDATING: problem(
		'The item is being updated already',
		'Wait until that update ends (the Wait operation of the item does it), then try again',
		'retryLater',
		'Sua conta já está sendo atualizada. Aguarde alguns instantes.',
		PAGES.items,
	),
	ITEM_ORIGINAL_CONNECTED_WITH_DIFFERENT_ACCOUNT: problem(
		'The item was connected with another bank account',
		'Update it with the original account, or create a new item for this one',
		'fixInput',
		'Use a mesma conta bancária da primeira conexão.',
		PAGES.items,
	),
	LAST_EXECUTION_HAD_LOGIN_ERROR: problem(
		'The last login of this item failed',
		'An update with the stored credentials would fail again: let the user connect again',
		'reconnect',
		'Reconecte sua conta para continuar.',
		PAGES.items,
	),
	CONNECTOR_OFFLINE: problem(
		'The connector is offline',
		'Wait for the connector to come back (event connector/status_updated) and try again. Connector: Get tells of known incidents in health.incidents.',
		'retryLater',
		SAY.bankOffline,
		PAGES.items,
	),
	ITEM_MFA_ALREADY_PROVIDED: problem(
		'The MFA code of this item was sent already',
		'Wait for the item to go on; nothing has to be sent',
		'none',
		'Código recebido. Aguarde a conclusão.',
		PAGES.items,
	),
	ITEM_MFA_NOT_FOUND: problem(
		'This item does not wait for an MFA code',
		'Read the item: a code can be sent only while its status is WAITING_USER_INPUT',
		'fixInput',
		'Nenhum código é necessário neste momento.',
		PAGES.items,
	),
	ITEM_MFA_EXPIRED: problem(
		'The time for the MFA code is over',
		'Update the item to get a new request, then send the new code',
		'sendMfa',
		'O tempo para informar o código acabou. Tente conectar novamente.',
		PAGES.items,
	),
	ITEM_MFA_PARAMETER_EXPECTED_MISMATCH: problem(
		'The MFA code was sent under another name than the item asks for',
		MFA_ADVICE,
		'fixInput',
		SAY.checkData,
		PAGES.items,
	),
	LIST_ITEMS_FEATURE_NOT_ENABLED: problem(
		'This Pluggy account may not list its items',
		'Pluggy lists items for paid plans only, and only for teams that asked for it. Ask Pluggy, or write the item IDs into the credential (Item IDs): the pickers and Item: Get Many read them there. Workflows for many customers keep them in a Data Table.',
		'upgradePlan',
		SAY.internal,
		PAGES.listItems,
	),
	SCR_FEATURE_NOT_ENABLED: problem(
		'This Pluggy account may not read the SCR',
		'Ask Pluggy to enable the SCR report of Banco Central',
		'upgradePlan',
		SAY.internal,
	),
	SCR_ITEM_NOT_SUPPORTED: problem(
		'This item has no SCR',
		'The SCR is there only for Open Finance items',
		'fixInput',
		'Esta informação não está disponível para esta conexão.',
	),
	CREATE_ITEMS_API_FREE_DISABLED: problem(
		'This Pluggy plan creates items only through the Connect widget',
		'Create a connect token and send its connectUrl to the user, or ask Pluggy about your plan',
		'upgradePlan',
		SAY.internal,
		PAGES.items,
	),
	SANDBOX_CLIENT_ITEM_UPDATE_NOT_ALLOWED: problem(
		'This Pluggy plan updates only sandbox items',
		'Ask Pluggy about your plan',
		'upgradePlan',
		SAY.internal,
		PAGES.items,
	),
	CLIENT_HAS_ITEM_UPDATES_DISABLED: problem(
		'Item updates are switched off for this Pluggy account',
		'Ask Pluggy support',
		'contactSupport',
		SAY.internal,
		PAGES.items,
	),
	ITEM_CREATION_LIMIT_EXCEEDED: problem(
		'The limit of items of this Pluggy account is reached',
		'Delete items that are no longer used, or ask Pluggy about your plan (details tell the limit)',
		'upgradePlan',
		SAY.internal,
		PAGES.items,
	),
	CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY: problem(
		'This item was updated a short time ago: its data is fresh enough',
		'Go on with the data that is there. Pluggy lets an item be updated through the API only every so many hours (one, for client IDs made since August 2026); in the error row details.data has the number. The user may update at any time in the Connect widget, and Pluggy synchronizes by itself.',
		'useData',
		'Sua conta foi atualizada há pouco: os dados já são recentes.',
		PAGES.items,
	),
	BALANCE_INVALID_REQUEST: problem(
		'The balance of this account cannot be asked for',
		'Only accounts of Open Finance items have a real-time balance; the account itself carries the last known one',
		'fixInput',
		'O saldo em tempo real não está disponível para esta conta.',
	),
	BALANCE_CONSENT_ERROR: problem(
		'The consent does not cover the balance',
		'Let the user connect again and share the balance',
		'reconnect',
		'Autorização necessária para consultar o saldo. Reconecte sua conta.',
	),
	BALANCE_NOT_FOUND: problem(
		'The bank knows no balance for this account',
		'Check the account ID; the account itself carries the last known balance',
		'fixInput',
		SAY.notFound,
	),
	BALANCE_OPEN_FINANCE_RATE_LIMIT: problem(
		'The monthly Open Finance quota of this account is used up',
		'Go on with the balance of the account as last synchronized (Account: Get) until next month. The quota counts per CPF or CNPJ and bank, and synchronizations spend it, too. Waiting minutes does not help, so the request was not repeated.',
		'useData',
		'O limite mensal de consultas de saldo foi atingido. Mostramos o último saldo que temos.',
		PAGES.balanceQuota,
	),
	BALANCE_FETCH_ERROR: problem(
		'The bank did not give the balance',
		'Try again later. Every attempt counts against the monthly quota, so the request was not repeated.',
		'retryLater',
		SAY.later,
	),
	BALANCE_CONNECTOR_UNAVAILABLE: problem(
		'The bank is not available for the balance',
		'Try again later. Every attempt counts against the monthly quota, so the request was not repeated.',
		'retryLater',
		SAY.bankOffline,
	),
	ENDPOINT_DEPRECATED: problem(
		'Pluggy has retired this endpoint',
		'Use the operation of the Pluggy node instead of a custom request',
		'fixInput',
		SAY.internal,
	),
	INTERNAL_SERVER_ERROR: problem(
		'Pluggy has a problem of its own',
		'Try again later; if it stays, give the errorId to Pluggy support',
		'retryLater',
		SAY.later,
	),
	CATEGORY_RULE_FORBIDDEN: problem(
		'This category rule belongs to another application',
		'Delete only rules that Category Rule: Get Many lists for this credential',
		'fixInput',
		SAY.internal,
	),
	AUTOMATIC_PIX_INVALID_FIRST_PAYMENT_DATE: problem(
		'The date of the first payment does not fit the start date',
		'Give firstPayment.date another day than startDate. Without a date the first payment is made on the day of the authorization, so startDate must be a later day.',
		'fixInput',
		'A data do primeiro pagamento não é válida.',
		PAGES.payments,
	),
	SMART_TRANSFER_DATA_CONSENT_NOT_REQUESTED: problem(
		'This preauthorization was made without access to the balance',
		'Create a new preauthorization with Linked Journey on and let the payer authorize it. The balance cannot be asked for later.',
		'fixInput',
		'O saldo não foi compartilhado nesta autorização.',
		PAGES.payments,
	),
	SMART_TRANSFER_DATA_CONSENT_NOT_AVAILABLE: problem(
		'The payer does not share the balance, or no longer',
		'Look at dataConsent of the preauthorization (Smart Transfer: Get Preauthorization asks the bank). AWAITING_AUTHORISATION: the payer has not answered yet. REJECTED: it was refused, ended or has expired, as rejectionReason says, and never comes back: create a new preauthorization with Linked Journey on.',
		'waitForUser',
		'Autorização necessária para consultar o saldo. Autorize o compartilhamento no seu banco.',
		PAGES.payments,
	),
	BOLETO_CONNECTION_CREATION_CREDENTIALS_ERROR: problem(
		'The bank refused the credentials for boletos',
		'Check each credential that this connector asks for (certificate and private key included), and that the bank has enabled boletos for them',
		'fixInput',
		'O banco não aceitou as credenciais de cobrança. Verifique-as e tente novamente.',
		PAGES.boletos,
	),
	CONNECTOR_NOT_FOUND: notFound('Connector'),
	ITEM_NOT_FOUND: notFound('Item', ' A deleted item cannot be brought back: connect again.'),
	CONSENT_NOT_FOUND: notCollected('Consent'),
	ACCOUNT_NOT_FOUND: notCollected('Account'),
	TRANSACTION_NOT_FOUND: notCollected('Transaction'),
	INVESTMENT_NOT_FOUND: notCollected('Investment'),
	IDENTITY_NOT_FOUND: notFound(
		'Identity',
		' An item has one only if its connector collects IDENTITY.',
	),
	LOAN_NOT_FOUND: notCollected('Loan'),
	CREDIT_CARD_BILL_NOT_FOUND: notCollected('Credit card bill'),
	CATEGORY_NOT_FOUND: notFound('Category'),
	CATEGORY_RULE_NOT_FOUND: notFound('Category rule'),
	WEBHOOK_NOT_FOUND: notFound('Webhook'),
	PAYMENT_CUSTOMER_NOT_FOUND: notFound('Payment customer'),
	PAYMENT_RECIPIENT_NOT_FOUND: notFound(
		'Payment recipient',
		' If none was chosen, there is no default recipient: choose one. Where the list is empty, add one with Payment Recipient: Create.',
	),
	PAYMENT_INSTITUTION_NOT_FOUND: notFound('Payment institution'),
	PAYMENT_REQUEST_NOT_FOUND: notFound('Payment request'),
	PAYMENT_INTENT_NOT_FOUND: notFound('Payment intent'),
	SMART_TRANSFER_PREAUTHORIZATION_NOT_FOUND: notFound('Smart transfer preauthorization'),
	SMART_TRANSFER_PAYMENT_NOT_FOUND: notFound('Smart transfer payment'),
};
