/** What went wrong, for the person in front of the page: Pluggy's own sentences are for developers. */

/** By the code of an item's error. */
const CONNECTION = /** @type {Record<string, string>} */ ({
	INVALID_CREDENTIALS: 'Credenciais inválidas. Verifique seu login e senha.',
	INVALID_CREDENTIALS_MFA: 'O código está errado ou expirou.',
	ALREADY_LOGGED_IN: 'Há outra sessão aberta no banco. Saia dela e tente de novo.',
	ACCOUNT_LOCKED: 'O banco bloqueou o acesso. Fale com o seu banco.',
	ACCOUNT_CREDENTIALS_RESET: 'O banco pede uma senha nova. Troque-a no banco e tente de novo.',
	ACCOUNT_NEEDS_ACTION: 'O banco pede uma ação sua no aplicativo dele.',
	USER_NOT_SUPPORTED: 'Este tipo de conta ainda não pode ser conectado.',
	USER_INPUT_TIMEOUT: 'O código não chegou a tempo. Tente de novo.',
	USER_AUTHORIZATION_NOT_GRANTED: 'Autorização não concedida. Complete a autorização no seu banco.',
	USER_AUTHORIZATION_REVOKED: 'Autorização revogada. Reconecte sua conta para continuar.',
	SITE_NOT_AVAILABLE: 'Banco temporariamente indisponível. Tentaremos novamente automaticamente.',
	CONNECTION_ERROR: 'Não foi possível falar com o banco. Tente mais tarde.',
	UNEXPECTED_ERROR: 'Algo deu errado no banco. Tente mais tarde.',
});

/** By the codeDescription of a refused request. */
const REFUSAL = /** @type {Record<string, string>} */ ({
	CONNECTOR_VALIDATION_ERROR: 'Confira os dados e tente de novo.',
	CONNECTOR_REQUIRED_PARAMETER_VALIDATION_ERROR: 'O banco pede um token novo. Digite-o.',
	CONNECTOR_OFFLINE: CONNECTION.SITE_NOT_AVAILABLE,
	ITEM_USER_ALREADY_EXISTS: 'Esta conta já está conectada.',
	ITEM_CREATION_LIMIT_EXCEEDED: 'O aplicativo chegou ao limite de conexões.',
	ITEM_IS_ALREADY_UPDATING: 'Esta conexão já está sendo atualizada. Espere um pouco.',
	ITEM_ORIGINAL_CONNECTED_WITH_DIFFERENT_ACCOUNT: 'Esta conexão é de outro CPF.',
	MFA_PARAMERTER_WAS_ALREADY_USED_ERROR: 'Este token já foi usado. Digite um novo.',
	LAST_EXECUTION_HAD_LOGIN_ERROR: 'A última entrada falhou. Digite os dados de novo.',
	TOO_MANY_CONSECUTIVE_LOGIN_FAILURES: 'Muitas tentativas sem sucesso. Espere 15 minutos.',
	TOO_MANY_CONSECUTIVE_ERRORS: 'Muitas falhas seguidas. Fale com o suporte do aplicativo.',
	CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY: 'Ainda é cedo para atualizar esta conexão.',
	ITEM_MFA_EXPIRED: CONNECTION.USER_INPUT_TIMEOUT,
	ITEM_MFA_ALREADY_PROVIDED: 'O código já foi enviado.',
	AUTOMATIC_PIX_INVALID_FIRST_PAYMENT_DATE:
		'A data do primeiro pagamento já passou. Peça um novo link.',
});

const GENERAL = 'O pedido não foi aceito. Confira os dados e tente de novo.';

/** The bank's own words first. @param {{ code?: string, providerMessage?: string } | null} error */
export const connectionProblem = (error) =>
	error?.providerMessage ?? CONNECTION[error?.code ?? ''] ?? CONNECTION.UNEXPECTED_ERROR;

/** @param {import('../http/errors.mjs').PluggyError} error */
export const refusalProblem = ({ body }) =>
	REFUSAL[/** @type {any} */ (body).codeDescription] ?? GENERAL;
