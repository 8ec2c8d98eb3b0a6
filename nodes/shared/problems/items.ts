import { PAGES, problemsOf, SAY, type Problems } from './words';

/** Problems of connections: what went wrong at the bank, and what a status asks for. */

const problem = problemsOf(PAGES.connections);

export const MFA_ADVICE =
	'Ask the user for a new code and send it with the Send MFA operation, under the name that the item has in parameterName (parameter.name without Simplify)';

const RECONNECT =
	'Reconnect with a link for this connection (Connect Token: Create, Additional Fields → Item, with the access Data), or send new parameters with the Update operation';

const AUTO_SYNC =
	'Where Pluggy synchronizes it by itself (nextAutoSyncAt), it tries again every hour, five times; after that the item is no longer synchronized automatically.';

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
		'An authorization at the bank is still missing',
		"Pluggy says the same of two things. The user must authorize the device in the bank's app (Caixa, which gives about 30 minutes for it), or a further holder of the account must approve. Show userMessage at once: nothing has to be sent, and an item event tells the outcome.",
		'waitForUser',
		'Autorize o acesso agora no aplicativo do seu banco. Se a conta tem outro responsável, ele também precisa autorizar.',
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
		`Update the item later. ${AUTO_SYNC}`,
		'retryLater',
		'Banco temporariamente indisponível. Tentaremos novamente automaticamente.',
	),
	CONNECTION_ERROR: problem(
		'The bank could not be reached',
		`Update the item later. ${AUTO_SYNC}`,
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
		'The warnings in details name each product and what Pluggy says of it. What a bare number such as 001 means differs from connector to connector. What else was collected is complete.',
		'none',
		'Sua conta foi atualizada, com avisos do banco.',
	),
	RESOURCES_PENDING_AUTHORIZATION: problem(
		'The user must still authorize something at the bank',
		'The connection works, but the bank gives some of it only after an approval in its app (every holder of the account, if there are several). Item: Get Resources with the status Pending Authorisation lists it. Pluggy fetches it with the next synchronization after that.',
		'waitForUser',
		'Falta uma autorização no aplicativo do seu banco para compartilhar todos os dados.',
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
		`${RECONNECT}. Pluggy does not synchronize the item by itself until then.`,
		'reconnect',
		'Não foi possível acessar sua conta. Conecte-a novamente.',
	),
	OUTDATED: problem(
		'The last synchronization failed; the data is older',
		`Update the item later. ${AUTO_SYNC}`,
		'retryLater',
		'Não conseguimos atualizar sua conta. Tente novamente mais tarde.',
	),
	STILL_RUNNING: problem(
		'The synchronization is still running',
		'Wait longer: raise Wait Timeout, or use the Wait operation again with this item. The login at the bank alone may take five minutes.',
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
