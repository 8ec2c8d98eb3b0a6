/** What the workflow can do about a problem. */
export type Action =
	| 'reconnect'
	| 'sendMfa'
	| 'waitForUser'
	| 'retryLater'
	| 'fixInput'
	| 'upgradePlan'
	| 'contactSupport'
	| 'none';

/** One problem in words: `advice` for the workflow builder, `userMessage` for the bank customer. */
export interface ProblemText {
	title: string;
	advice: string;
	/** Brazilian Portuguese, fit to be shown to the bank customer. */
	userMessage: string;
	action: Action;
	docs: string;
}

const DOCS = 'https://docs.pluggy.ai/en';
export const ERRORS_PAGE = `${DOCS}/docs/developer-tools/error-codes`;
const CONNECTIONS_PAGE = `${DOCS}/docs/connections/errors-validations`;
const AUTH_PAGE = `${DOCS}/reference/auth/auth-create`;
const RATE_LIMITS_PAGE = `${DOCS}/docs/rate-limits`;
const ITEMS_PAGE = 'https://docs.pluggy.ai/reference/items';

const LATER = 'Não foi possível concluir agora. Tente novamente em alguns minutos.';
const INTERNAL = 'Ocorreu um problema do nosso lado. Já estamos verificando.';
const NOT_FOUND = 'Não encontramos a informação solicitada.';
const CHECK_DATA = 'Verifique os dados informados e tente novamente.';

function problem(
	title: string,
	advice: string,
	action: Action,
	userMessage: string,
	docs: string = ERRORS_PAGE,
): ProblemText {
	return { title, advice, action, userMessage, docs };
}

/** "X_NOT_FOUND" of a kind of thing. */
function notFound(thing: string): ProblemText {
	return problem(
		`${thing} not found`,
		`Check the ID: it must be of a ${thing.toLowerCase()} that exists in the application of this credential. What belongs to a deleted item is gone with it.`,
		'fixInput',
		NOT_FOUND,
	);
}

const MFA_ADVICE =
	'Ask the user for a new code and send it with the Send MFA operation, under the name in parameter.name of the item';

/** By `codeDescription` of Pluggy's error body. */
export const BY_CODE: Readonly<Record<string, ProblemText>> = {
	CLIENT_KEYS_UNAUTHORIZED: problem(
		'Pluggy refused the Client ID or Client Secret',
		'Open the credential and copy both again from your application at https://dashboard.pluggy.ai',
		'fixInput',
		INTERNAL,
		AUTH_PAGE,
	),
	CLIENT_DISABLED: problem(
		'Pluggy has disabled this application',
		'Ask Pluggy support to enable it again',
		'contactSupport',
		INTERNAL,
		AUTH_PAGE,
	),
	CONNECTOR_VALIDATION_ERROR: problem(
		'The connector does not accept these credentials',
		'See details for the field and the reason. The Validate operation of the connector checks them without connecting.',
		'fixInput',
		'Verifique os dados de acesso informados e tente novamente.',
		CONNECTIONS_PAGE,
	),
	CONNECTOR_REQUIRED_PARAMETER_VALIDATION_ERROR: problem(
		'A credential must be given anew',
		'This connector asks for a fresh value (such as a token) at every update: send it in parameters',
		'sendMfa',
		'Informe novamente o código solicitado pelo seu banco.',
		ITEMS_PAGE,
	),
	ITEM_USER_ALREADY_EXISTS: problem(
		'An item with these credentials exists already',
		'Use the existing item (its ID is in details) or turn off Avoid Duplicates',
		'fixInput',
		'Esta conta já está conectada.',
		CONNECTIONS_PAGE,
	),
	MFA_PARAMERTER_WAS_ALREADY_USED_ERROR: problem(
		'This MFA code was used already',
		MFA_ADVICE,
		'sendMfa',
		'Este código já foi usado. Informe um novo código.',
		ITEMS_PAGE,
	),
	TOO_MANY_CONSECUTIVE_ERRORS: problem(
		'More than five synchronizations of this item failed in a row',
		'Stop updating this item and ask Pluggy support',
		'contactSupport',
		'Não conseguimos atualizar sua conta. Estamos verificando com o banco.',
		ITEMS_PAGE,
	),
	TOO_MANY_CONSECUTIVE_LOGIN_FAILURES: problem(
		'Too many logins of this item failed in a row',
		'Let the user connect again with right credentials, before the bank locks the account',
		'reconnect',
		'Muitas tentativas de acesso falharam. Verifique seu login e senha e conecte novamente.',
		ITEMS_PAGE,
	),
	IDS_PARAMETER_EXCEEDS_MAX_LENGTH: problem(
		'Too many IDs in one request',
		'Pluggy takes at most 500 IDs at once',
		'fixInput',
		CHECK_DATA,
	),
	PARAMETERS_NOT_PROVIDED: problem(
		'The credentials of the connection are missing',
		'Send the credentials in parameters to update this item',
		'reconnect',
		'Informe seus dados de acesso novamente.',
		ITEMS_PAGE,
	),
	ITEM_IS_ALREADY_UPDATING: problem(
		'These credentials are being synchronized already',
		'Wait until that synchronization ends (the Wait operation of the item does it), then try again',
		'retryLater',
		'Sua conta já está sendo atualizada. Aguarde alguns instantes.',
		ITEMS_PAGE,
	),
	ITEM_ALREADY_UPDATING: problem(
		'The item is being updated already',
		'Wait until that update ends (the Wait operation of the item does it), then try again',
		'retryLater',
		'Sua conta já está sendo atualizada. Aguarde alguns instantes.',
		ITEMS_PAGE,
	),
	ITEM_ORIGINAL_CONNECTED_WITH_DIFFERENT_ACCOUNT: problem(
		'The item was connected with another bank account',
		'Update it with the original account, or create a new item for this one',
		'fixInput',
		'Use a mesma conta bancária da primeira conexão.',
		ITEMS_PAGE,
	),
	LAST_EXECUTION_HAD_LOGIN_ERROR: problem(
		'The last login of this item failed',
		'An update with the stored credentials would fail again: let the user connect again',
		'reconnect',
		'Reconecte sua conta para continuar.',
		ITEMS_PAGE,
	),
	CONNECTOR_OFFLINE: problem(
		'The connector is offline',
		'Wait for the connector to come back (event connector/status_updated) and try again',
		'retryLater',
		'Banco temporariamente indisponível. Tente novamente mais tarde.',
		ITEMS_PAGE,
	),
	ITEM_MFA_ALREADY_PROVIDED: problem(
		'The MFA code of this item was sent already',
		'Wait for the item to go on; nothing is to be sent',
		'none',
		'Código recebido. Aguarde a conclusão.',
		ITEMS_PAGE,
	),
	ITEM_MFA_NOT_FOUND: problem(
		'This item does not wait for an MFA code',
		'Read the item: a code can be sent only while its status is WAITING_USER_INPUT',
		'fixInput',
		'Nenhum código é necessário neste momento.',
		ITEMS_PAGE,
	),
	ITEM_MFA_EXPIRED: problem(
		'The time for the MFA code is over',
		'Update the item to get a new request, then send the new code',
		'sendMfa',
		'O tempo para informar o código acabou. Tente conectar novamente.',
		ITEMS_PAGE,
	),
	ITEM_MFA_PARAMETER_EXPECTED_MISMATCH: problem(
		'The MFA code was sent under another name than the item asks for',
		MFA_ADVICE,
		'fixInput',
		CHECK_DATA,
		ITEMS_PAGE,
	),
	LIST_ITEMS_FEATURE_NOT_ENABLED: problem(
		'This Pluggy account may not list its items',
		'Ask Pluggy to enable the listing of items, or keep the item IDs yourself: in the credential (Item IDs) for the pickers, in a Data Table for workflows',
		'upgradePlan',
		INTERNAL,
		`${DOCS}/reference/items/items-list-by-cursor`,
	),
	SCR_FEATURE_NOT_ENABLED: problem(
		'This Pluggy account may not read the SCR',
		'Ask Pluggy to enable the SCR report of Banco Central',
		'upgradePlan',
		INTERNAL,
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
		INTERNAL,
		ITEMS_PAGE,
	),
	SANDBOX_CLIENT_ITEM_UPDATE_NOT_ALLOWED: problem(
		'This Pluggy plan updates only sandbox items',
		'Ask Pluggy about your plan',
		'upgradePlan',
		INTERNAL,
		ITEMS_PAGE,
	),
	CLIENT_HAS_ITEM_UPDATES_DISABLED: problem(
		'Item updates are switched off for this Pluggy account',
		'Ask Pluggy support',
		'contactSupport',
		INTERNAL,
		ITEMS_PAGE,
	),
	ITEM_CREATION_LIMIT_EXCEEDED: problem(
		'The limit of items of this Pluggy account is reached',
		'Delete items that are no longer used, or ask Pluggy about your plan (details tell the limit)',
		'upgradePlan',
		INTERNAL,
		ITEMS_PAGE,
	),
	CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY: problem(
		'This item was updated too recently',
		'Wait until the hours in details have passed since the last update. Pluggy also updates items by itself.',
		'retryLater',
		'Sua conta foi atualizada há pouco. Tente novamente mais tarde.',
		ITEMS_PAGE,
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
		NOT_FOUND,
	),
	BALANCE_OPEN_FINANCE_RATE_LIMIT: problem(
		'The monthly Open Finance quota of this account is used up',
		'Use the balance of the account as last synchronized until next month. Waiting minutes does not help, so the request was not repeated.',
		'none',
		'O limite mensal de consultas de saldo foi atingido.',
		`${DOCS}/docs/open-finance/rate-limits`,
	),
	BALANCE_FETCH_ERROR: problem(
		'The bank did not give the balance',
		'Try again later. Every attempt counts against the monthly quota, so the request was not repeated.',
		'retryLater',
		LATER,
	),
	BALANCE_CONNECTOR_UNAVAILABLE: problem(
		'The bank is not available for the balance',
		'Try again later. Every attempt counts against the monthly quota, so the request was not repeated.',
		'retryLater',
		'Banco temporariamente indisponível. Tente novamente mais tarde.',
	),
	ENDPOINT_DEPRECATED: problem(
		'Pluggy has retired this endpoint',
		'Use the operation of the Pluggy node instead of a custom request',
		'fixInput',
		INTERNAL,
	),
	INTERNAL_SERVER_ERROR: problem(
		'Pluggy has a problem of its own',
		'Try again later; if it stays, give the errorId to Pluggy support',
		'retryLater',
		LATER,
	),
	CONNECTOR_NOT_FOUND: notFound('Connector'),
	ITEM_NOT_FOUND: notFound('Item'),
	ACCOUNT_NOT_FOUND: notFound('Account'),
	TRANSACTION_NOT_FOUND: notFound('Transaction'),
	CATEGORY_NOT_FOUND: notFound('Category'),
};

/** By HTTP status, where Pluggy gives no `codeDescription`. */
export const BY_STATUS: Readonly<Record<number, ProblemText>> = {
	400: problem(
		'Pluggy did not accept the request',
		'Correct the value that Pluggy names',
		'fixInput',
		CHECK_DATA,
	),
	401: problem(
		'Pluggy refused the API key',
		'Test the credential: the application may have been deleted or its secret changed',
		'fixInput',
		INTERNAL,
		AUTH_PAGE,
	),
	403: problem(
		'Pluggy refused this request, also with a new API key',
		'The application may lack this product (payments, for example, are by invitation): ask Pluggy support',
		'upgradePlan',
		INTERNAL,
	),
	404: problem('Pluggy does not know this', 'Check the ID', 'fixInput', NOT_FOUND),
	405: problem('Pluggy does not know this method', 'Check method and path', 'fixInput', INTERNAL),
	406: problem('Pluggy answers only with JSON', 'Check the request', 'fixInput', INTERNAL),
	409: problem(
		'The request conflicts with the present state',
		'Read the object again and decide with its present state',
		'fixInput',
		CHECK_DATA,
	),
	410: problem('Pluggy has retired this', 'Use another operation', 'fixInput', INTERNAL),
	422: problem(
		'Pluggy cannot process this',
		'Correct the value that Pluggy names',
		'fixInput',
		CHECK_DATA,
	),
	429: problem(
		'Too many requests to Pluggy',
		'Run less often or with fewer items at once. Pluggy counts per minute and IP address.',
		'retryLater',
		LATER,
		RATE_LIMITS_PAGE,
	),
	500: problem(
		'Pluggy has a problem of its own',
		'Try again later; if it stays, give the errorId to Pluggy support',
		'retryLater',
		LATER,
	),
	502: problem('A bank or Pluggy did not answer', 'Try again later', 'retryLater', LATER),
	503: problem('Pluggy is down for maintenance', 'Try again later', 'retryLater', LATER),
	504: problem('Pluggy took too long to answer', 'Try again later', 'retryLater', LATER),
};

/** Problems found on this side of the network. */
export const LOCAL = {
	INVALID_INPUT: problem(
		'A value is missing or wrong',
		'Correct it in the node. Nothing was sent.',
		'fixInput',
		CHECK_DATA,
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#operations',
	),
	ACCESS_REFUSED: problem(
		'The credential does not allow this operation',
		'Change Access in the credential. Nothing was sent.',
		'fixInput',
		INTERNAL,
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#credential',
	),
	LOGIN_FAILED: problem(
		'The login at Pluggy failed',
		'Open the credential and test it. The request itself was not sent.',
		'fixInput',
		INTERNAL,
		AUTH_PAGE,
	),
	NOT_REACHED: problem(
		'Pluggy could not be reached',
		'Check the network, DNS and proxy of this n8n, and the base URL of the credential',
		'retryLater',
		LATER,
	),
	NO_ANSWER: problem('Pluggy did not answer', 'Try again later', 'retryLater', LATER),
	OUTCOME_UNKNOWN: problem(
		'Outcome unknown: the connection ended before Pluggy answered',
		'Pluggy may have processed the request. It was not sent again. Find out before you repeat it.',
		'none',
		'Estamos verificando se a operação foi concluída. Não repita o pedido.',
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#errors',
	),
	NOT_SENT: problem(
		'Not sent: an earlier payment of this run has an unknown outcome',
		'Find out what became of that payment first, then run the remaining rows',
		'none',
		'Este pagamento não foi enviado.',
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#errors',
	),
	RETRY_ON_FAIL: problem(
		'Retry On Fail must be off for operations that move money',
		'Turn off Retry On Fail in the Settings of this node: n8n would run all rows again and pay twice. Nothing was sent. The node itself sends again what is safe to send again.',
		'fixInput',
		INTERNAL,
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy#errors',
	),
	WAIT_TOO_LONG: problem(
		'Pluggy asks to wait longer than this node may wait',
		'Run again later, or less often. Pluggy counts per minute and IP address.',
		'retryLater',
		LATER,
		RATE_LIMITS_PAGE,
	),
	BAD_ANSWER: problem(
		'Pluggy answered in an unexpected form',
		'Nothing can be done in the workflow: report it, with the time of the execution',
		'contactSupport',
		INTERNAL,
		'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy/issues',
	),
	CANCELLED: problem('The execution was cancelled', 'Run it again', 'none', LATER),
} as const satisfies Record<string, ProblemText>;

export type LocalCode = keyof typeof LOCAL;

const RECONNECT =
	'Reconnect with a connect token for this item (Item to Update), or send new parameters with the Update operation';

/** By `error.code` or `executionStatus` of an item: the call itself succeeded, the connection did not. */
export const BY_ITEM_CODE: Readonly<Record<string, ProblemText>> = {
	INVALID_CREDENTIALS: problem(
		'The bank refused the login',
		RECONNECT,
		'reconnect',
		'Credenciais inválidas. Verifique seu login e senha.',
		CONNECTIONS_PAGE,
	),
	INVALID_CREDENTIALS_MFA: problem(
		'The bank refused the MFA code',
		MFA_ADVICE,
		'sendMfa',
		'Código de verificação inválido ou expirado. Informe um novo código.',
		CONNECTIONS_PAGE,
	),
	ALREADY_LOGGED_IN: problem(
		'The user is logged in at the bank elsewhere',
		'Let the user log out there, then update the item',
		'retryLater',
		'Há outra sessão aberta no seu banco. Encerre-a e tente novamente.',
		CONNECTIONS_PAGE,
	),
	ACCOUNT_LOCKED: problem(
		'The bank has locked the login',
		'The user must unlock it with the bank, then reconnect',
		'waitForUser',
		'Seu acesso está bloqueado. Desbloqueie-o com o seu banco e conecte novamente.',
		CONNECTIONS_PAGE,
	),
	ACCOUNT_CREDENTIALS_RESET: problem(
		'The bank demands a new password',
		'The user must set it with the bank, then reconnect',
		'waitForUser',
		'Seu banco pede uma nova senha. Redefina-a no banco e conecte novamente.',
		CONNECTIONS_PAGE,
	),
	ACCOUNT_NEEDS_ACTION: problem(
		'The bank demands something of the user',
		'The user must settle it in the bank (terms, device; details may say what), then update the item',
		'waitForUser',
		'Seu banco pede uma ação sua. Acesse o aplicativo do banco e tente novamente.',
		CONNECTIONS_PAGE,
	),
	USER_NOT_SUPPORTED: problem(
		'This kind of bank account is not supported',
		'Nothing can be done in the workflow: connect another account',
		'none',
		'Este tipo de conta ainda não é compatível.',
		CONNECTIONS_PAGE,
	),
	USER_INPUT_TIMEOUT: problem(
		'The MFA code was not given in time',
		'Update the item to get a new request, then send the code at once',
		'retryLater',
		'O tempo para informar o código acabou. Tente novamente.',
		CONNECTIONS_PAGE,
	),
	USER_AUTHORIZATION_PENDING: problem(
		'A further person must authorize the connection',
		'Wait for the other approver; an item event tells the outcome',
		'waitForUser',
		'Aguardando a autorização de outro responsável pela conta.',
		CONNECTIONS_PAGE,
	),
	USER_AUTHORIZATION_NOT_GRANTED: problem(
		'The authorization was not granted at the bank',
		RECONNECT,
		'reconnect',
		'Autorização não concedida. Complete a autorização no seu banco.',
		CONNECTIONS_PAGE,
	),
	USER_AUTHORIZATION_REVOKED: problem(
		'The authorization was revoked at the bank',
		RECONNECT,
		'reconnect',
		'Autorização revogada. Reconecte sua conta para continuar.',
		CONNECTIONS_PAGE,
	),
	SITE_NOT_AVAILABLE: problem(
		'The bank is offline',
		'Update the item later',
		'retryLater',
		'Banco temporariamente indisponível. Tentaremos novamente automaticamente.',
		CONNECTIONS_PAGE,
	),
	CONNECTION_ERROR: problem(
		'The bank could not be reached',
		'Update the item later',
		'retryLater',
		'Não conseguimos nos conectar ao seu banco. Tente novamente mais tarde.',
		CONNECTIONS_PAGE,
	),
	UNEXPECTED_ERROR: problem(
		'Pluggy or the bank had an unexpected fault',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		LATER,
		CONNECTIONS_PAGE,
	),
	PARTIAL_SUCCESS: problem(
		'Some products were synchronized, others were not',
		'Use what is there (statusDetail tells which), and update the item later for the rest',
		'retryLater',
		'Alguns dados foram sincronizados com sucesso. Tentando novamente...',
		CONNECTIONS_PAGE,
	),
	PRODUCT_WARNINGS: problem(
		'The synchronization ended with warnings',
		'See warnings in details for the product and the reason',
		'none',
		'Sua conta foi atualizada, com avisos do banco.',
		CONNECTIONS_PAGE,
	),
	ERROR: problem(
		'The synchronization failed',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		LATER,
		CONNECTIONS_PAGE,
	),
	MERGE_ERROR: problem(
		'The collected data could not be merged',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		LATER,
		CONNECTIONS_PAGE,
	),
	CREATE_ERROR: problem(
		'The connection could not be created',
		'Create the item again; if it stays, give the item ID to Pluggy support',
		'retryLater',
		LATER,
		CONNECTIONS_PAGE,
	),
};

/** By `status` of an item, where nothing tells more. */
export const BY_ITEM_STATUS: Readonly<Record<string, ProblemText>> = {
	WAITING_USER_INPUT: problem(
		'The bank waits for a code from the user',
		'Ask the user for what parameter describes, and send it with the Send MFA operation before parameter.expiresAt',
		'sendMfa',
		'Informe o código de verificação enviado pelo seu banco.',
		CONNECTIONS_PAGE,
	),
	WAITING_USER_ACTION: problem(
		'The bank waits for the user',
		'Show the user what userAction says; nothing is to be sent',
		'waitForUser',
		'Confirme o acesso no aplicativo do seu banco.',
		CONNECTIONS_PAGE,
	),
	LOGIN_ERROR: problem(
		'The bank refused the login',
		RECONNECT,
		'reconnect',
		'Não foi possível acessar sua conta. Conecte-a novamente.',
		CONNECTIONS_PAGE,
	),
	OUTDATED: problem(
		'The last synchronization failed; the data is older',
		'Update the item later',
		'retryLater',
		'Não conseguimos atualizar sua conta. Tente novamente mais tarde.',
		CONNECTIONS_PAGE,
	),
	STILL_RUNNING: problem(
		'The synchronization is still running',
		'Wait longer: raise Wait Timeout, or use the Wait operation again with this item',
		'retryLater',
		'Sua conta ainda está sendo sincronizada. Aguarde alguns instantes.',
		CONNECTIONS_PAGE,
	),
};
