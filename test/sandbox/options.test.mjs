/** One table of options: the command line, its help and the README follow from it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderOptions } from '../../scripts/lib/options-doc.mjs';
import { help, readCommandLine } from '../../sandbox/commandLine.mjs';
import { optionRows, readOptions } from '../../sandbox/options.mjs';

const README = new URL('../../sandbox/README.md', import.meta.url);
const SAMPLES = /** @type {Record<string, [string, unknown]>} */ ({
	features: ['scr=off', { scr: false }],
	webhookHosts: ['n8n.local', ['n8n.local']],
});

/** The options that the words of a command line come to. @param {string[]} words */
function read(...words) {
	const options = readCommandLine(words);
	assert.notEqual(options, 'help');
	return /** @type {Record<string, unknown>} */ (options);
}

test('the table of the README is the table of options (npm run docs writes it)', async () => {
	const readme = readFileSync(README, 'utf8');
	assert.equal(await renderOptions(readme), readme);
});

for (const { name, flag, takes, kind, switchTo = true, tells } of optionRows) {
	if (flag === undefined) continue;
	test(`--${flag} is told by --help and read`, () => {
		const line = help().split(/\n(?=  --)/);
		const own = line.find((one) => one.startsWith(`  --${flag}`));
		assert.ok(own?.includes(tells), own);
		const [given, wanted] = SAMPLES[name] ?? (kind === 'number' ? ['7', 7] : ['x', 'x']);
		const words = takes ? [`--${flag}`, given] : [`--${flag}`];
		assert.deepEqual(read(...words)[name], takes ? wanted : switchTo);
	});
}

test('what is not given on the command line is left to the defaults', () => {
	const { port, adminPort, ...others } = read();
	assert.deepEqual([port, adminPort], [4010, 4011]);
	assert.ok(Object.values(others).every((value) => value === undefined));
	const options = readOptions({});
	assert.deepEqual([options.port, options.adminPort, options.syncSeconds], [0, 0, 120]);
});

test('fast shortens what takes minutes, unless it is said exactly', () => {
	const { syncSeconds, paymentSeconds, boletoSeconds, webhookRetrySeconds } = readOptions({
		fast: true,
		boletoSeconds: 9,
	});
	assert.deepEqual(
		[syncSeconds, paymentSeconds, boletoSeconds, webhookRetrySeconds],
		[2, 1, 9, [2, 4]],
	);
});

test('a login of your own has both its halves', () => {
	const { clients } = readOptions({ clientId: 'me', clientSecret: 'mine' });
	assert.deepEqual(clients, [{ clientId: 'me', clientSecret: 'mine' }]);
	assert.throws(() => readOptions({ clientId: 'me' }), /go together/);
});
