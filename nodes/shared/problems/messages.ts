import { PAGES, problemsOf, SAY, type Problems } from './words';

/** Problems that Pluggy tells apart by its message alone. */

const problem = problemsOf(PAGES.errors);

/**
 * By a name of our own, where Pluggy's error body has no `codeDescription` and only its message
 * tells what it is.
 */
export const BY_MESSAGE = {
	MEU_PLUGGY_UPDATES_ITSELF: problem(
		'An item of MeuPluggy updates itself: it cannot be updated through the API',
		'Go on with the data that is there. MeuPluggy refreshes it every 24 hours, and the event item/updated tells of it.',
		'useData',
		'Sua conta é atualizada automaticamente uma vez por dia.',
		PAGES.items,
	),
	INSIGHTS_NOT_ENABLED: problem(
		'This Pluggy account may not use Connection Insights',
		'Connection Insights is a product of its own that Pluggy must enable for your application: ask Pluggy',
		'upgradePlan',
		SAY.internal,
		PAGES.insights,
	),
	UNKNOWN_PARAMETER: problem(
		'Pluggy does not know a parameter of this request',
		'Remove what Pluggy names, or use its new name: GET /v2/transactions takes accountId, ids, dateFrom, dateTo, createdAtFrom and after (from, to, page and pageSize are those of the retired GET /transactions)',
		'fixInput',
		SAY.internal,
	),
} as const satisfies Problems;

type MessageCode = keyof typeof BY_MESSAGE;

const MESSAGES: ReadonlyArray<[status: number, words: RegExp, code: MessageCode]> = [
	[400, /\bMeuPluggy items? can(?:'|no)?t be updated\b/i, 'MEU_PLUGGY_UPDATES_ITSELF'],
	[400, /\bReport creation is not enabled\b/i, 'INSIGHTS_NOT_ENABLED'],
	[400, /\bproperty \S{1,100} should not exist\b/i, 'UNKNOWN_PARAMETER'],
];

/** The name of a refusal that Pluggy tells only in words. */
export function codeOfMessage(status: number, message = ''): MessageCode | undefined {
	return MESSAGES.find(([of, words]) => of === status && words.test(message))?.[2];
}
