/** Watches over real executions: no error, hint, error row or diagnosis, and no line of n8n's log, may show a secret. */
import { readFile } from 'node:fs/promises';

const PATTERNS = {
	'a key or token': /eyJ[\w-]{5,}\.[\w-]+/,
	'a CPF': /\d{3}\.\d{3}\.\d{3}-\d{2}/,
	'a CNPJ': /\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/,
	// Of every user of the sandbox's banks.
	'a bank password': /password-ok/,
};

/** Of every application that a sandbox knows. */
export const secretsOf = (sandbox) => sandbox.auth.clients.map(({ clientSecret }) => clientSecret);

/** What a text shows that nobody may see. @param {string} text @param {string[]} secrets */
export function leaksIn(text, secrets) {
	return [
		...Object.entries(PATTERNS)
			.filter(([, pattern]) => pattern.test(text))
			.map(([name]) => name),
		...(secrets.some((secret) => text.includes(secret)) ? ['the client secret'] : []),
	];
}

/** Names, IDs and positions of the workflow are not what an error says. */
const wordsOf = (error) => {
	if (!error) return null;
	const { node, ...words } = error;
	return words;
};

/** All that people see of an execution besides its data. */
export function shownBy(execution) {
	const { error, runData = {} } = execution.data?.resultData ?? {};
	const runs = Object.values(runData).flat();
	return {
		error: wordsOf(error),
		runs: runs.map((run) => ({ error: wordsOf(run.error), hints: run.hints ?? [] })),
		rows: runs
			.flatMap((run) => (run.data?.main ?? []).flatMap((rows) => rows ?? []))
			.map(({ json, error: failure }) => {
				const isErrorRow = Object.keys(json ?? {}).join() === 'error';
				return [isErrorRow ? json : null, json?.diagnosis ?? null, wordsOf(failure)];
			})
			.filter((row) => row.some((part) => part !== null)),
	};
}

/**
 * The client of n8n, with an eye on every execution that a test waits for.
 * @template {{ runWorkflow: any, waitForExecution: any }} C
 * @param {C} client
 * @param {string[]} secrets
 * @returns {C}
 */
export function watched(client, secrets) {
	function check(execution) {
		const leaks = leaksIn(JSON.stringify(shownBy(execution)), secrets);
		if (leaks.length > 0) throw new Error(`Execution ${execution.id} shows ${leaks.join(', ')}`);
	}
	const watch =
		(wait) =>
		async (...args) => {
			try {
				const execution = await wait(...args);
				check(execution);
				return execution;
			} catch (error) {
				if (error.execution) check(error.execution);
				throw error;
			}
		};
	return {
		...client,
		runWorkflow: watch(client.runWorkflow),
		waitForExecution: watch(client.waitForExecution),
	};
}

/** At the end of a test file. @param {{ n8n: { logFile: string }, sandbox: any }} stack */
export async function checkLog({ n8n, sandbox }) {
	const log = await readFile(n8n.logFile, 'utf8');
	if (log === '') throw new Error('n8n wrote no log, so nothing was looked at');
	for (const line of log.split('\n')) {
		const leaks = leaksIn(line, secretsOf(sandbox));
		if (leaks.length > 0) throw new Error(`A line of n8n's log shows ${leaks.join(', ')}`);
	}
}
