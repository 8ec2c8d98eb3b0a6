/** The one issue that tells what Pluggy's document says otherwise, and the steps of its workflow. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
	bodyOf,
	callsFor,
	clip,
	DIFFERENT,
	LABEL,
	TITLE,
	visible,
} from '../../scripts/lib/drift-issue.mjs';
import { repoRoot } from '../../scripts/lib/paths.mjs';

const run = 'https://git.example/acme/p/actions/runs/7';
const author = 'github-actions[bot]';
const report = 'New (1)\n  GET /items · mood · no field\n\n1 differences';
/** @param {number} number @param {string | null} body */
const issue = (number, body = bodyOf(report, 'https://git.example/old'), login = author) => ({
	number,
	body,
	user: { login },
});
/** @param {object} state @returns {Array<[call: string, body: any]>} */
const calls = (state) =>
	callsFor({ issues: [], code: DIFFERENT, report, run, author, ...state }).map(
		({ method, path, body }) => [`${method} ${path}`, body],
	);

test('a difference opens an issue with the report', () => {
	const [[call, body], ...rest] = calls({});
	assert.deepEqual([call, rest], ['POST /issues', []]);
	assert.deepEqual([body.title, body.labels], [TITLE, [LABEL]]);
	assert.ok(body.body.includes(`\`\`\`text\n${report}\n\`\`\``) && body.body.includes(run));
});

test('the same difference a week later says nothing', () => {
	assert.deepEqual(calls({ issues: [issue(4)] }), []);
});

test('another difference renews the issue and says so', () => {
	const [[patch, { body }], [comment]] = calls({ issues: [issue(4)], report: 'Other' });
	assert.deepEqual([patch, comment], ['PATCH /issues/4', 'POST /issues/4/comments']);
	assert.ok(body.includes('Other'));
});

test('no difference closes it, with a comment', () => {
	const [[comment], [patch, body]] = calls({ issues: [issue(4)], code: 0, report: '' });
	assert.deepEqual([comment, patch], ['POST /issues/4/comments', 'PATCH /issues/4']);
	assert.deepEqual(body, { state: 'closed', state_reason: 'completed' });
	assert.deepEqual(calls({ code: 0, report: '' }), []);
});

test('two of them become one: the older', () => {
	const made = calls({ issues: [issue(9), issue(4)] }).map(([call]) => call);
	assert.deepEqual(made, ['POST /issues/9/comments', 'PATCH /issues/9']);
});

test('issues and pull requests of others are left alone', () => {
	const others = [
		issue(1, bodyOf(report, run), 'somebody'),
		issue(2, 'by hand'),
		issue(3, null),
		{ ...issue(5), pull_request: {} },
	];
	assert.deepEqual(calls({ issues: others, code: 0 }), []);
	assert.deepEqual(
		calls({ issues: others }).map(([call]) => call),
		['POST /issues'],
	);
});

test('what could not be compared changes no issue', () => {
	// Node itself ends with 1 after an error nobody caught.
	for (const code of [1, 2, 127, NaN])
		assert.deepEqual(calls({ issues: [issue(4)], code, report: 'x' }), []);
});

test("a stranger's words cannot leave the fence", () => {
	const nasty = 'a\n```\n@everyone\n````\nb';
	assert.ok(bodyOf(nasty, run).includes(`\`\`\`\`\`text\n${nasty}\n\`\`\`\`\``));
});

test('a report of any length fits', () => {
	const long = clip('a line of the report\n'.repeat(20_000));
	assert.ok(bodyOf(long, run).length < 65_536);
	assert.match(long, /a line of the report\n\[\.\.\.\] and more/);
	assert.equal(clip('short\n'), 'short');
});

test('backticks of any number leave room for what is told', () => {
	for (const long of ['`'.repeat(39_000), `a\n${'`'.repeat(900)}\n${'b\n'.repeat(40_000)}`]) {
		const body = bodyOf(long, run);
		assert.ok(body.length <= 65_536, String(body.length));
		assert.match(body, /\n```+text\n/);
		assert.match(body, /\n(```+)\n\nHow to bring it in line/);
	}
});

test('a path with line breaks stays one line', () => {
	const { lineOf } = createRequire(import.meta.url)('../../scripts/lib/drift.cjs');
	const line = lineOf({ operation: 'GET /a\n::error::b', place: '', what: 'is new' });
	assert.equal(line, 'GET /a\\n::error::b · is new');
});

test('what steers a terminal is shown, not sent', () => {
	assert.equal(visible('a\tb\nc\u001b[2J\r\u0085\u202e'), 'a\tb\nc\\u001b[2J\\u000d\\u0085\\u202e');
});

const folder = mkdtempSync(join(tmpdir(), 'drift-issue-'));
let requests = [];
let issues = [];
let status = 200;
const server = createServer(async (request, response) => {
	let text = '';
	for await (const part of request) text += part;
	requests.push({
		call: `${request.method} ${request.url}`,
		token: request.headers.authorization,
		body: text && JSON.parse(text),
	});
	response.statusCode = status;
	response.end(JSON.stringify(request.method === 'GET' ? issues : {}));
});
before(() => new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined))));
after(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

/** Runs the script as a step of the workflow. */
async function script(args, env = {}) {
	requests = [];
	const child = spawn(process.execPath, ['scripts/drift-issue.mjs', ...args], {
		cwd: repoRoot,
		env: {
			PATH: process.env.PATH,
			GITHUB_API_URL: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`,
			GITHUB_REPOSITORY: 'acme/p',
			GITHUB_SERVER_URL: 'https://git.example',
			GITHUB_RUN_ID: '7',
			GITHUB_TOKEN: 'a-token',
			...env,
		},
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	const code = await new Promise((done) => child.once('close', done));
	return { code, output };
}

test('the steps: a report becomes outputs, the outputs an issue', async () => {
	const [file, outputs] = [join(folder, 'drift.txt'), join(folder, 'outputs')];
	writeFileSync(file, `${report}\n`);
	assert.equal((await script(['outputs', '3', file], { GITHUB_OUTPUT: outputs })).code, 0);
	const [, code, , handed] =
		/^code=(.*)\nreport<<(end-.*)\n([^]*)\n\2\n$/.exec(readFileSync(outputs, 'utf8')) ?? [];
	assert.deepEqual([code, handed], ['3', report]);

	const ended = await script(['report'], { DRIFT_CODE: code, DRIFT_REPORT: handed });
	assert.equal(ended.code, 0);
	assert.deepEqual(
		requests.map(({ call }) => call),
		[
			`GET /repos/acme/p/issues?state=open&labels=${LABEL}&per_page=100`,
			'POST /repos/acme/p/issues',
		],
	);
	assert.ok(requests.every(({ token }) => token === 'Bearer a-token'));
	assert.ok(requests[1].body.body.includes(report) && requests[1].body.body.includes(run));
});

test('the steps: a line that looks like a command of the runner is none', async () => {
	const file = join(folder, 'drift.txt');
	writeFileSync(file, 'New (1)\n::set-output name=a::b\n\u001b[31mred\n');
	const { output } = await script(['outputs', '3', file], {
		GITHUB_OUTPUT: join(folder, 'outputs'),
	});
	const [, , inside] = /^::stop-commands::([\w-]{36})\n([^]*)\n::\1::\n$/.exec(output) ?? [];
	assert.equal(inside, 'New (1)\n::set-output name=a::b\n\\u001b[31mred');
});

test('the steps: no difference closes the issue that is open', async () => {
	issues = [issue(4)];
	assert.equal(
		(await script(['report'], { DRIFT_CODE: '0', DRIFT_REPORT: 'Nothing is new' })).code,
		0,
	);
	assert.deepEqual(
		requests.slice(1).map(({ call }) => call),
		['POST /repos/acme/p/issues/4/comments', 'PATCH /repos/acme/p/issues/4'],
	);
});

test('the steps: what was not compared, or what GitHub refuses, fails the run', async () => {
	for (const DRIFT_CODE of ['1', '2', '']) {
		const { code, output } = await script(['report'], { DRIFT_CODE, DRIFT_REPORT: 'no document' });
		assert.equal(code, 1);
		assert.match(output, /could not be compared/);
		assert.equal(requests.length, 1);
	}
	status = 403;
	const { code, output } = await script(['report'], { DRIFT_CODE: '3', DRIFT_REPORT: report });
	status = 200;
	assert.equal(code, 1);
	assert.match(output, /^GitHub answered GET .* with 403\.\n$/);
});
