import { PAGES, problemsOf, SAY, type Problems } from './words';

/** Problems that this package finds itself, before or instead of an answer. */

const problem = problemsOf(PAGES.errors);

/** Problems found on this side of the network. */
export const LOCAL = {
	INVALID_INPUT: problem(
		'A value is missing or wrong',
		'Correct it in the node. Nothing was sent.',
		'fixInput',
		SAY.checkData,
		`${PAGES.ours}#operations`,
	),
	ACCESS_REFUSED: problem(
		'The credential does not allow this operation',
		'Change Access in the credential. Nothing was sent.',
		'fixInput',
		SAY.internal,
		`${PAGES.ours}#credential`,
	),
	LOGIN_FAILED: problem(
		'The login at Pluggy failed',
		'Open the credential and test it. The request itself was not sent.',
		'fixInput',
		SAY.internal,
		PAGES.auth,
	),
	NOT_REACHED: problem(
		'Pluggy could not be reached',
		'Check the network, DNS and proxy of this n8n, and the base URL of the credential',
		'retryLater',
		SAY.later,
	),
	NO_ANSWER: problem('Pluggy did not answer', 'Try again later', 'retryLater', SAY.later),
	OUTCOME_UNKNOWN: problem(
		'Outcome unknown: the connection ended before Pluggy answered',
		'Pluggy may have processed the request. It was not sent again: do not repeat it before you know.',
		'none',
		'Estamos verificando se a operação foi concluída. Não repita o pedido.',
		`${PAGES.ours}#errors`,
	),
	NOT_SENT: problem(
		'Not sent: the outcome of an earlier payment of this execution is unknown',
		'Find out first what became of that payment. Until the workflow is started anew, this node sends no payment.',
		'none',
		'Este pagamento não foi enviado.',
		`${PAGES.ours}#errors`,
	),
	RETRY_ON_FAIL: problem(
		'Retry On Fail must be off for operations that move money',
		'Turn off Retry On Fail in the Settings of this node: n8n would run all rows again and pay twice. Nothing was sent. The node itself sends again what is safe to send again.',
		'fixInput',
		SAY.internal,
		`${PAGES.ours}#errors`,
	),
	RETRIED_EXECUTION: problem(
		'A retried execution would pay again',
		'Nothing was sent. n8n runs all rows of the node again, those already paid included. Look first for what the first run did: the label (Client Payment ID) of each of its payments begins with n8n-<ID>, the ID of the execution that was retried. Then start the workflow with the rows that are left, or turn on Options → Allow in Retried Executions to pay all rows again.',
		'fixInput',
		SAY.internal,
		`${PAGES.ours}#errors`,
	),
	WAIT_TOO_LONG: problem(
		'Pluggy asks to wait longer than this node may wait',
		'Run again later, or less often. Pluggy counts per minute and IP address.',
		'retryLater',
		SAY.later,
		PAGES.rateLimits,
	),
	BAD_ANSWER: problem(
		'Pluggy answered in an unexpected form',
		'Nothing can be done in the workflow: report it, with the time of the execution',
		'contactSupport',
		SAY.internal,
		`${PAGES.ours}/issues`,
	),
	N8N: problem(
		'The node could not run in n8n',
		'Correct what n8n names: an expression, a setting of the node or its credential',
		'fixInput',
		SAY.internal,
		`${PAGES.ours}#errors`,
	),
	FILE_NOT_DOWNLOADED: problem(
		'A file could not be downloaded',
		'Its link lives 30 minutes and needs no login: list the statements again, or turn off Download File and open the link yourself. Nothing was changed.',
		'retryLater',
		SAY.later,
	),
	UNEXPECTED: problem(
		'The node met an error that it does not know',
		'Report it, with the time of the execution. If the operation changes something at Pluggy, look there before you run it again.',
		'contactSupport',
		SAY.internal,
		`${PAGES.ours}/issues`,
	),
	CANCELLED: problem(
		'The execution was cancelled',
		'See what this run did before it ended, then run it again',
		'none',
		SAY.later,
	),
} as const satisfies Problems;

export type LocalCode = keyof typeof LOCAL;
