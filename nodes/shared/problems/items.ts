import { PAGES, problemsOf, SAY, type Problems } from './words';

const problem = problemsOf(PAGES.connections);

export const MFA_ADVICE =
	'Ask the user for a new code and send it with the Send MFA operation, under the name that the item has in parameterName (parameter.name without Simplify)';

const RECONNECT =
	'Reconnect with a connect token for this item (Item to Update), or send new parameters with the Update operation';

/** By `error.code` or `executionStatus` of an item: the call itself succeeded, the connection did not. */
export const BY_ITEM_CODE: Problems = {
	INVALID_CREDENTIALS: problem(
		'The bank refused the login',
		RECONNECT,
		'reconnect',
		'Credenciais inválidas. Verifique seu login e senha.',
	),
	INVALID_CREDENTIALS_MFA: problem(
		'The bank refused the MFA code',
		MFA_ADVICE,
		'sendMfa',
		'Código de verificação inválido ou expirado. Informe um novo código.',
	),
	ALREADY_LOGGED_IN: problem(
		'The user is logged in at the bank elsewhere',
		'Let the user log out there, then update the item',
		'retryLater',
		'Há outra sessão aberta no seu banco. Encerre-a e tente novamente.',
	),
	ACCOUNT_LOCKED: problem(
		'The bank has locked the login',
		'The user must unlock it with the bank, then reconnect',
		'waitForUser',
		'Seu acesso está bloqueado. Desbloqueie-o no seu banco e reconecte sua conta.',
	),
	ACCOUNT_CREDENTIALS_RESET: problem(
		'The bank demands a new password',
		'The user must set it with the bank, then reconnect',
		'waitForUser',
		'Seu banco pede uma nova senha. Redefina-a no banco e reconecte sua conta.',
	),
	ACCOUNT_NEEDS_ACTION: problem(
		'The bank demands something of the user',
		'The user must settle it in the bank (terms, device; details may say what), then update the item',
		'waitForUser',
		'Seu banco pede uma ação sua. Acesse o aplicativo do banco e tente novamente.',
	),
	USER_NOT_SUPPORTED: problem(
		'This kind of bank account is not supported',
		'Nothing can be done in the workflow: connect another account',
		'none',
		'Este tipo de conta ainda não é compatível.',
	),
	USER_INPUT_TIMEOUT: problem(
		'The MFA code was not given in time',
		'Update the item to get a new request, then send the code at once',
		'retryLater',
		'O tempo para informar o código acabou. Tente novamente.',
	),
	USER_AUTHORIZATION_PENDING: problem(
		'A further person must authorize the connection',
		'Wait for the other approver; an item event tells the outcome',
		'waitForUser',
		'Aguardando a autorização de outro responsável pela conta.',
	),
	USER_AUTHORIZATION_NOT_GRANTED: problem(
		'The authorization was not granted at the bank',
		RECONNECT,
		'reconnect',
		'Autorização não concedida. Complete a autorização no seu banco.',
	),
	USER_AUTHORIZATION_REVOKED: problem(
		'The authorization was revoked at the bank',
		RECONNECT,
		'reconnect',
		'Autorização revogada. Reconecte sua conta para continuar.',
	),
	SITE_NOT_AVAILABLE: problem(
		'The bank is offline',
		'Update the item later',
		'retryLater',
		'Banco temporariamente indisponível. Tentaremos novamente automaticamente.',
	),
	CONNECTION_ERROR: problem(
		'The bank could not be reached',
		'Update the item later',
		'retryLater',
		'Não conseguimos nos conectar ao seu banco. Tente novamente mais tarde.',
	),
	UNEXPECTED_ERROR: problem(
		'Pluggy or the bank had an unexpected fault',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		SAY.later,
	),
	PARTIAL_SUCCESS: problem(
		'Some products were synchronized, others were not',
		'Use what is there (statusDetail tells which), and update the item later for the rest',
		'retryLater',
		'Alguns dados foram sincronizados com sucesso. Tentando novamente...',
	),
	PRODUCT_WARNINGS: problem(
		'The synchronization ended with warnings',
		'Warnings in details names each product with its reason (code 001, for example, for data the bank does not let Pluggy see). What else was collected is complete.',
		'none',
		'Sua conta foi atualizada, com avisos do banco.',
	),
	ERROR: problem(
		'The synchronization failed',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		SAY.later,
	),
	MERGE_ERROR: problem(
		'The collected data could not be merged',
		'Update the item later; if it stays, give the item ID to Pluggy support',
		'retryLater',
		SAY.later,
	),
	CREATE_ERROR: problem(
		'The connection could not be created',
		'Create the item again; if it stays, give the item ID to Pluggy support',
		'retryLater',
		SAY.later,
	),
};

/** By `status` of an item, where nothing tells more. */
export const BY_ITEM_STATUS: Problems = {
	WAITING_USER_INPUT: problem(
		'The bank waits for a code from the user',
		'Ask the user for what parameterLabel names, and send it with the Send MFA operation before parameterExpiresAt (parameter.label and parameter.expiresAt without Simplify)',
		'sendMfa',
		'Informe o código de verificação enviado pelo seu banco.',
	),
	WAITING_USER_ACTION: problem(
		'The bank waits for the user',
		'Show the user what userAction says; nothing has to be sent',
		'waitForUser',
		'Confirme o acesso no aplicativo do seu banco.',
	),
	LOGIN_ERROR: problem(
		'The bank refused the login',
		RECONNECT,
		'reconnect',
		'Não foi possível acessar sua conta. Conecte-a novamente.',
	),
	OUTDATED: problem(
		'The last synchronization failed; the data is older',
		'Update the item later',
		'retryLater',
		'Não conseguimos atualizar sua conta. Tente novamente mais tarde.',
	),
	STILL_RUNNING: problem(
		'The synchronization is still running',
		'Wait longer: raise Wait Timeout, or use the Wait operation again with this item',
		'retryLater',
		'Sua conta ainda está sendo sincronizada. Aguarde alguns instantes.',
	),
	UNKNOWN_STATUS: problem(
		'The item has a status that this node does not know',
		'Look at the item again later (Get); details and executionStatus tell more. Whether its data is complete is not known.',
		'retryLater',
		'Sua conta está em um estado que ainda não conhecemos. Tente novamente mais tarde.',
	),
};
