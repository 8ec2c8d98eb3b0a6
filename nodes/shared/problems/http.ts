import { PAGES, problemsOf, SAY, type ProblemText } from './words';

/** Problems by HTTP status, where Pluggy gives no code. */

const problem = problemsOf(PAGES.errors);

/** By HTTP status, where Pluggy gives no `codeDescription`. */
export const BY_STATUS: Readonly<Record<number, ProblemText>> = {
	302: problem(
		'The answer was a redirect, which this node does not follow',
		'The API key goes to Pluggy alone. Check the base URL of the credential, and whether a proxy stands between n8n and Pluggy.',
		'fixInput',
		SAY.internal,
		`${PAGES.ours}#credential`,
	),
	400: problem(
		'Pluggy did not accept the request',
		'Correct the value that Pluggy names',
		'fixInput',
		SAY.checkData,
	),
	401: problem(
		'Pluggy refused the API key',
		'Test the credential: the application may have been deleted or its secret changed',
		'fixInput',
		SAY.internal,
		PAGES.auth,
	),
	403: problem(
		'Pluggy refused this request, also with a new API key',
		'Test the credential. If it works, the application may lack this product (payments, for example, are by invitation): ask Pluggy support.',
		'upgradePlan',
		SAY.internal,
	),
	404: problem(
		'Pluggy found nothing under this ID or path',
		'Check the ID; of a custom request, also the path',
		'fixInput',
		SAY.notFound,
	),
	405: problem(
		'Pluggy does not know this method',
		'Check method and path',
		'fixInput',
		SAY.internal,
	),
	406: problem('Pluggy answers only with JSON', 'Check the request', 'fixInput', SAY.internal),
	409: problem(
		'The request conflicts with the present state',
		'Read the object again and decide with its present state',
		'fixInput',
		SAY.checkData,
	),
	408: problem(
		'Pluggy waited too long for the request',
		'Try again later',
		'retryLater',
		SAY.later,
	),
	410: problem('Pluggy has retired this', 'Use another operation', 'fixInput', SAY.internal),
	413: problem(
		'The request is too large for Pluggy',
		'Send fewer or smaller values at once',
		'fixInput',
		SAY.internal,
	),
	414: problem(
		'The address of the request is too long',
		'Send fewer IDs at once',
		'fixInput',
		SAY.internal,
	),
	415: problem('Pluggy takes only JSON', 'Send a JSON body', 'fixInput', SAY.internal),
	422: problem(
		'Pluggy cannot process this',
		'Correct the value that Pluggy names',
		'fixInput',
		SAY.checkData,
	),
	429: problem(
		'Too many requests to Pluggy',
		'Run less often or with fewer items at once. Pluggy counts per minute and IP address.',
		'retryLater',
		SAY.later,
		PAGES.rateLimits,
	),
	500: problem(
		'Pluggy has a problem of its own',
		'Try again later; if it stays, give the errorId to Pluggy support',
		'retryLater',
		SAY.later,
	),
	502: problem('A bank or Pluggy did not answer', 'Try again later', 'retryLater', SAY.later),
	503: problem('Pluggy is down for maintenance', 'Try again later', 'retryLater', SAY.later),
	504: problem('Pluggy took too long to answer', 'Try again later', 'retryLater', SAY.later),
};
