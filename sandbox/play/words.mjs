/** What the sandbox's page calls things: one table per kind of code. */

/** Users of the sandbox's banks. @type {Array<[users: string[], what: string]>} */
export const USER_WORDS = [
	[['user-ok'], 'funciona: conta corrente, cartão e um ano de transações'],
	[['user-ok-two-checking-accounts'], 'funciona, com uma segunda conta'],
	[['user-ok-perf'], 'funciona, com dez vezes mais transações'],
	[['user-ok-account-error'], 'funciona em parte: o cartão não pôde ser lido'],
	[['user-ok-account-warning'], 'funciona, com um aviso do banco'],
	[
		['user-ok-img', 'user-ok-select', 'user-ok-phone', 'user-ok-multi-company'],
		'o banco pede mais alguma coisa: uma imagem, uma escolha, um código, uma empresa',
	],
	[['user-ok-auth-pending'], 'espera uma autorização que não vem'],
	[
		['user-logged', 'user-connection-error', 'user-unavailable', 'user-error'],
		'o banco não responde bem: outra sessão aberta, sem conexão, fora do ar, erro',
	],
	[
		['user-locked', 'user-account-credentials-reset', 'user-not-supported'],
		'o acesso é negado: bloqueado, senha vencida, tipo de conta sem suporte',
	],
	[
		['user-account-need-actions', 'user-account-need-actions-provider-message'],
		'o banco pede uma ação no aplicativo dele',
	],
];

/** CPFs of Open Finance. @type {Array<[cpf: string, what: string]>} */
export const CPF_WORDS = [
	['761.092.776-73', 'funciona'],
	['238.242.640-30', 'outra pessoa precisa aprovar, e aprova'],
	['051.177.670-55', 'outra pessoa precisa aprovar, e recusa'],
	['529.982.247-25', 'funciona, mas um produto ainda espera autorização no banco'],
	['111.444.777-35', 'funciona em parte, com avisos'],
];

/** @typedef {[text: string, kind?: 'good' | 'bad']} Word */

/** @type {Record<string, Word>} */
export const ITEM_WORDS = {
	UPDATED: ['em dia', 'good'],
	UPDATING: ['sincronizando'],
	WAITING_USER_INPUT: ['o banco espera um código da pessoa'],
	WAITING_USER_ACTION: ['espera a autorização da pessoa no banco'],
	LOGIN_ERROR: ['quebrada', 'bad'],
	OUTDATED: ['desatualizada', 'bad'],
};

/** @type {Record<string, Word>} */
export const PAYMENT_WORDS = {
	CREATED: ['esperando o pagador'],
	IN_PROGRESS: ['em andamento'],
	WAITING_PAYER_AUTHORIZATION: ['espera a segunda pessoa que aprova'],
	SCHEDULED: ['agendado', 'good'],
	AUTHORIZED: ['autorizado', 'good'],
	COMPLETED: ['concluído', 'good'],
	ERROR: ['não deu certo', 'bad'],
	REJECTED: ['recusado', 'bad'],
	REVOKED: ['encerrado'],
	CANCELED: ['cancelado'],
	EXPIRED: ['o prazo acabou'],
};

/** @type {Record<string, Word>} */
export const BOLETO_WORDS = {
	OPEN: ['em aberto'],
	OVERDUE: ['vencido', 'bad'],
	PAID: ['pago', 'good'],
	PROTESTED: ['protestado', 'bad'],
	CANCELLED: ['cancelado'],
};

/** @type {Record<string, Word>} */
export const DELIVERY_WORDS = {
	pending: ['tentando'],
	delivered: ['entregue', 'good'],
	failed: ['não entregue', 'bad'],
	canceled: ['cancelado: o webhook não existe mais ou foi desativado'],
};
