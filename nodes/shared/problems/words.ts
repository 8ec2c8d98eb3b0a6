/** The form of a problem, and the sentences that several of them share. */

/** What the workflow can do about a problem. */
export type Action =
	| 'reconnect'
	| 'sendMfa'
	| 'waitForUser'
	| 'retryLater'
	| 'fixInput'
	| 'upgradePlan'
	| 'contactSupport'
	/** Nothing is wrong: what Pluggy has is as fresh as it gets. */
	| 'useData'
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

/** Problems by the name that Pluggy, HTTP or this node gives them. */
export type Problems = Readonly<Record<string, ProblemText>>;

const DOCS = 'https://docs.pluggy.ai/en';
export const PAGES = {
	errors: `${DOCS}/docs/developer-tools/error-codes`,
	connections: `${DOCS}/docs/connections/errors-validations`,
	warnings: `${DOCS}/docs/connections/warnings-status-codes`,
	auth: `${DOCS}/reference/auth/auth-create`,
	listItems: `${DOCS}/reference/items/items-list-by-cursor`,
	rateLimits: `${DOCS}/docs/rate-limits`,
	balanceQuota: `${DOCS}/docs/open-finance/rate-limits`,
	payments: `${DOCS}/docs/payments/intent-lifecycle`,
	boletos: `${DOCS}/docs/boleto/sandbox`,
	insights: `${DOCS}/docs/intelligence/connection-insights`,
	items: 'https://docs.pluggy.ai/reference/items',
	itemIdGuide: `${DOCS}/docs/guides/dashboard-connectors`,
	ours: 'https://github.com/n8n-nodes-pluggy/n8n-nodes-pluggy',
} as const;

/** Sentences for the bank customer that fit many problems. */
export const SAY = {
	later: 'Não foi possível concluir agora. Tente novamente em alguns minutos.',
	internal: 'Ocorreu um problema do nosso lado. Já estamos verificando.',
	notFound: 'Não encontramos a informação solicitada.',
	checkData: 'Verifique os dados informados e tente novamente.',
	bankOffline: 'Banco temporariamente indisponível. Tente novamente mais tarde.',
} as const;

/** Makes the problems of one page of the documentation. */
export const problemsOf =
	(page: string) =>
	(
		title: string,
		advice: string,
		action: Action,
		userMessage: string,
		docs: string = page,
	): ProblemText => ({ title, advice, action, userMessage, docs });

/** The text for a name that came from outside; names such as "constructor" find nothing. */
export function textOf(
	table: Readonly<Record<string | number, ProblemText>>,
	name: string | number | undefined,
): ProblemText | undefined {
	return name !== undefined && Object.prototype.hasOwnProperty.call(table, name)
		? table[name]
		: undefined;
}
