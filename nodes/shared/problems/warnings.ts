import { PAGES, problemsOf, type Problems } from './words';

/** Problems by the code of a product's warning. */

const problem = problemsOf(PAGES.warnings);

/** The user left something out when connecting: no synchronization brings it without the user. */
const noPermission = (what: string) =>
	problem(
		`The user did not permit to read the ${what}`,
		'Let the user connect again with a link for this connection (Connect Token: Create, Additional Fields → Item, with the access Data) and share them. Another update without the user brings nothing.',
		'reconnect',
		'Você não autorizou o envio destes dados. Reconecte sua conta e autorize-os.',
	);

const waitsAtBank = (what: string) =>
	problem(
		`The bank waits for the user to authorize the ${what}`,
		"The user must authorize it in the bank's app (every holder, if there are several). Item: Get Resources with the status Pending Authorisation lists what waits. Pluggy fetches it with the next synchronization after that.",
		'waitForUser',
		'Seu banco aguarda uma autorização. Abra o aplicativo do banco e autorize o compartilhamento.',
	);

const notNow = (what: string) =>
	problem(
		`The bank does not give the ${what} for the moment`,
		'Use what is there: the next automatic synchronization fetches the rest, or an update of the item in some hours.',
		'retryLater',
		'Seu banco não enviou parte dos dados agora. Eles devem chegar na próxima atualização.',
	);

const never = (what: string) =>
	problem(
		`The bank never gives ${what} of this kind`,
		'Nothing can be done in the workflow: neither waiting nor connecting again brings it.',
		'none',
		'Seu banco não compartilha uma parte dos dados. O restante foi atualizado.',
	);

/** Of what was collected, one part is missing. */
const partMissing = (part: string, whole: string, said: string) =>
	problem(
		`The ${part} is missing; the ${whole} themselves are there`,
		'Nothing has to be done. If the workflow needs it, let the user connect again and share everything, which does not always help: some banks do not give it.',
		'none',
		`Sua conta foi atualizada, exceto ${said}.`,
	);

const quotaUsedUp = (what: string) =>
	problem(
		`The monthly Open Finance quota of the ${what} is used up`,
		'Go on with the data that is there; the rest comes by itself when the next month begins. Neither update nor connect again: both spend the same quota, which counts per CPF or CNPJ and bank.',
		'useData',
		'O limite mensal de consultas ao seu banco foi atingido. Usamos os dados mais recentes que temos.',
	);

const kindNotSupported = problem(
	'An investment is of a kind that the bank does not give',
	'Nothing can be done in the workflow: do not wait for it.',
	'none',
	'Seu banco não compartilha este tipo de investimento. O restante foi atualizado.',
);

/**
 * By the code of a warning in `statusDetail` of an Open Finance item. Direct connectors use bare
 * numbers, which mean something else in each of them: they have no text here.
 */
export const BY_WARNING: Problems = {
	ACCT_001: noPermission('accounts'),
	CC_001: noPermission('credit cards'),
	TXN_001: noPermission('transactions'),
	TXN_004: noPermission('transactions'),
	INV_001: noPermission('investments'),
	INV_002: noPermission('investments'),
	ACCT_002: waitsAtBank('account'),
	CC_002: waitsAtBank('credit card'),
	ACCT_003: notNow('account'),
	CC_003: notNow('credit card'),
	ACCT_004: never('accounts'),
	CC_004: never('credit cards'),
	ACCT_005: partMissing('overdraft limit', 'accounts', 'o limite do cheque especial'),
	CC_005: partMissing('list of bills', 'credit cards', 'as faturas do cartão'),
	CC_006: partMissing('list of transactions', 'credit cards', 'as compras do cartão'),
	CC_007: partMissing('credit limit', 'credit cards', 'o limite do cartão'),
	ACCT_006: problem(
		'There are more than 260 accounts: the others are missing',
		'Nothing can be done in the workflow: Pluggy collects at most 260 accounts of an item. Ask Pluggy support if you need the others.',
		'contactSupport',
		'Sua conta foi atualizada, mas nem todas as contas puderam ser incluídas.',
	),
	TXN_002: problem(
		'There is no account to read transactions of',
		'A warning of the accounts may tell why. Without one the user shared no account.',
		'none',
		'Não encontramos contas com transações no seu banco.',
	),
	TXN_005: problem(
		'No transactions were read, because the accounts could not be read',
		'A warning of the accounts may tell why. Use what is there, and update the item later.',
		'retryLater',
		'Não conseguimos ler as suas transações agora. Tente novamente mais tarde.',
	),
	TXN_003: quotaUsedUp('transactions'),
	TXN_006: quotaUsedUp('transactions'),
	INV_004: quotaUsedUp('investments'),
	INV_003: kindNotSupported,
	INV_005: kindNotSupported,
};
