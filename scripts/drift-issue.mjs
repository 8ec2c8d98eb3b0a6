/**
 * For .github/workflows/drift.yml. `outputs CODE FILE` hands on how `npm run drift` ended and what it
 * printed; `report` opens, renews or closes the issue, with DRIFT_CODE and DRIFT_REPORT and the
 * token of the job. Node builtins only: the job that may write issues installs nothing.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { callsFor, clip, LABEL, visible, wasCompared } from './lib/drift-issue.mjs';

const env = process.env;
const TIMEOUT_MS = 30_000;
const AUTHOR = 'github-actions[bot]';

/** @param {string} message @returns {never} */
function stop(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

/** @param {string} code @param {string} file */
function writeOutputs(code, file) {
	if (!env.GITHUB_OUTPUT) stop('GITHUB_OUTPUT is not set: this runs in a workflow.');
	const report = clip(visible(readFileSync(file, 'utf8')));
	const end = `end-${randomUUID()}`;
	appendFileSync(env.GITHUB_OUTPUT, `code=${code}\nreport<<${end}\n${report}\n${end}\n`);
	// A line of a stranger's document may look like a command to the runner.
	const pause = randomUUID();
	process.stdout.write(`::stop-commands::${pause}\n${report}\n::${pause}::\n`);
}

/** @param {string} method @param {string} path @param {object} [body] */
async function github(method, path, body) {
	const response = await fetch(`${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}${path}`, {
		method,
		headers: {
			accept: 'application/vnd.github+json',
			authorization: `Bearer ${env.GITHUB_TOKEN}`,
			'content-type': 'application/json',
			'x-github-api-version': '2022-11-28',
		},
		body: body && JSON.stringify(body),
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	if (!response.ok) stop(`GitHub answered ${method} ${path} with ${response.status}.`);
	return await response.json();
}

async function report() {
	const code = Number(env.DRIFT_CODE || NaN);
	const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
	const issues = await github('GET', `/issues?state=open&labels=${LABEL}&per_page=100`);
	const text = env.DRIFT_REPORT ?? '';
	const calls = callsFor({ issues, code, report: text, run, author: AUTHOR });
	for (const { method, path, body } of calls) await github(method, path, body);
	process.stdout.write(`${calls.map(({ method, path }) => `${method} ${path}\n`).join('')}`);
	if (!wasCompared(code)) stop('The document could not be compared: see the job before.');
}

const [command, ...args] = process.argv.slice(2);
if (command === 'outputs' && args.length === 2) writeOutputs(args[0], args[1]);
else if (command === 'report') await report();
else stop('Usage: node scripts/drift-issue.mjs outputs CODE FILE | report');
