/** The sandbox's tarball: what it holds, how it starts, and the README's examples, which drive it. */
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pluggy from 'pluggy-sdk';
import { node24, readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import { DEFAULT_CLIENT } from '../../sandbox/options.mjs';
import { CPF, LOGIN, until } from './harness.mjs';
import * as pack from './package.mjs';

const run = promisify(execFile);
const manifest = readJson(join(pack.SANDBOX, 'package.json'));
const [NAME] = Object.keys(manifest.bin);
const ANY_PORT = ['--fast', '--port', '0', '--admin-port', '0'];
const CREATED_200 = ['--webhook-created-status', '200'];

const packed = pack.packAndUnpack();
after(() => packed.remove());

test('its libraries are those of this repository, in the same versions, and lie in the tarball', () => {
	const root = readJson(join(repoRoot, 'package.json'));
	const names = Object.keys(manifest.dependencies);
	assert.deepEqual(
		Object.entries(manifest.dependencies),
		names.map((name) => [name, root.devDependencies[name]]),
	);
	assert.equal(manifest.bundleDependencies, true);
	const needed = names.map((name) =>
		readJson(join(repoRoot, 'node_modules', name, 'package.json')),
	);
	assert.ok(needed.some(({ engines }) => engines?.node === manifest.engines.node));

	const { packages } = readJson(join(pack.SANDBOX, 'package-lock.json'));
	const { packages: known } = readJson(join(repoRoot, 'package-lock.json'));
	const { '': own, ...locked } = packages;
	assert.deepEqual(own.dependencies, manifest.dependencies);
	for (const [path, { version, integrity, resolved }] of Object.entries(locked)) {
		assert.equal(resolved, undefined, path);
		assert.deepEqual([version, integrity], [known[path]?.version, known[path]?.integrity], path);
		assert.ok(packed.files.includes(`${path}/package.json`), path);
	}
});

test('nobody publishes it by mistake, and its licence is the same', () => {
	assert.equal(manifest.private, true);
	assert.equal(manifest.type, 'module');
	const installs = Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name));
	assert.deepEqual(installs, [], 'nothing runs where it is installed');
	assert.equal(
		readFileSync(join(pack.SANDBOX, 'LICENSE.md'), 'utf8'),
		readFileSync(join(repoRoot, 'LICENSE.md'), 'utf8'),
	);
});

test('the tarball holds what the folder holds, and libraries', () => {
	const forClone = ['Dockerfile', 'package-lock.json'];
	const all = globSync('**/*', {
		cwd: pack.SANDBOX,
		withFileTypes: true,
		exclude: (entry) => entry.name === 'node_modules',
	})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(pack.SANDBOX.length + 1))
		.filter((file) => pack.isSource(file) && !forClone.includes(file));
	assert.deepEqual(packed.files.filter(pack.isSource).toSorted(), all.toSorted());
	assert.ok(all.includes('http/http.mjs') && all.length > 100);
	assert.ok(packed.size < 3_000_000, `${packed.size} bytes`);
});

/** Every Node of this machine: that of the tests, and another one if it is on the PATH. */
const nodes = [
	process.execPath,
	...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node')),
]
	.filter(
		(node, index, all) => all.indexOf(node) === index && node !== node24 && pack.isThere(node),
	)
	.map((node) => ({
		node,
		version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
	}))
	.filter(({ version }, index, all) => all.findIndex((one) => one.version === version) === index)
	.filter(({ version }) => Number(/\d+/.exec(version)) >= 20);

// Most of it is waiting: for a sync, for a delivery.
describe('started', { concurrency: true }, () => {
	const start = (node = process.execPath) =>
		pack.startProgram([node, packed.index, ...ANY_PORT, ...CREATED_200], packed.folder);
	/** With the addresses of now. @param {string} code @param {Awaited<ReturnType<typeof start>>} program */
	const here = (code, { url, adminUrl }, receiver = '') =>
		code
			.replaceAll('http://127.0.0.1:4010', url)
			.replaceAll('http://127.0.0.1:4011', adminUrl)
			.replaceAll('127.0.0.1:8080', receiver)
			.replace('8080,', `${receiver.split(':')[1]},`);
	/** @param {string} name @param {string} code */
	const write = (name, code) => {
		const file = join(packed.folder, name);
		writeFileSync(file, code);
		return file;
	};

	before(() => {
		const folder = join(packed.folder, 'node_modules');
		mkdirSync(folder);
		symlinkSync(
			join(dirname(fileURLToPath(import.meta.resolve('pluggy-sdk'))), '..'),
			join(folder, 'pluggy-sdk'),
		);
	});

	test('installed by npm, without a network: by npx, and imported by its name', async () => {
		const home = join(packed.folder, 'home');
		await pack.install(packed.tarball, home);
		const help = await pack.output('npx', [NAME, '--help'], home);
		assert.match(help, new RegExp(`Usage: ${NAME} \\[options\\]`));
		const [example] = pack.blocksOf('## Start', 'js');
		const told = await pack.output(process.execPath, [write('home/in-code.mjs', example)], home);
		assert.match(told, /^http:\/\/127\.0\.0\.1:\d+ [\w-]{36} \S+\n$/);
	});

	for (const { node, version } of nodes) {
		test(`it starts, answers and ends on Node.js ${version}`, async () => {
			const program = await start(node);
			const { clientId, clientSecret } = DEFAULT_CLIENT;
			const body = JSON.stringify({ clientId, clientSecret });
			const { status } = await fetch(`${program.url}/auth`, { method: 'POST', body });
			assert.equal(status, 200);
			assert.deepEqual(await program.stop(), [0, null]);
			assert.doesNotMatch(program.told(), /\(node:\d+\)/, 'no warning of Node');
		});
	}

	test("pluggy-sdk, by the README's example", async (t) => {
		const program = await start();
		t.after(program.stop);
		const [example] = pack.blocksOf('### Node.js, with pluggy-sdk', 'js');
		const { stdout } = await run(process.execPath, [write('sdk.mjs', here(example, program))], {
			timeout: 120_000,
		});
		assert.match(stdout, /^UPDATED \d{3,}\n$/);
	});

	test('pluggy-sdk: data, pages, webhooks and a payment', async (t) => {
		const program = await start();
		t.after(program.stop);
		process.env.PLUGGY_API_URL = program.url;
		const { clientId, clientSecret } = DEFAULT_CLIENT;
		const client = new pluggy.PluggyClient({ clientId, clientSecret });
		const payments = /** @type {any} */ (client.payments);
		const banks = await client.fetchConnectors({ sandbox: true });
		assert.ok(banks.results.some(({ id }) => id === 16));
		// A broker: its transactions have pages, those of accounts a cursor.
		const { id } = await client.createItem(16, LOGIN);
		await until(
			() => client.fetchItem(id),
			({ status }) => status === 'UPDATED',
		);
		const [account] = (await client.fetchAccounts(id)).results;
		const first = await client.fetchTransactionsCursor(account.id);
		const rows = await client.fetchAllTransactions(account.id);
		assert.ok(first.results.length > 0 && rows.length >= first.results.length);
		const [equity] = (await client.fetchInvestments(id, 'EQUITY')).results;
		const page = await client.fetchInvestmentTransactions(equity.id, { pageSize: 1, page: 2 });
		const all = await client.fetchAllInvestmentTransactions(equity.id);
		assert.deepEqual([page.page, page.total, page.results], [2, all.length, all.slice(1, 2)]);

		const hook = await client.createWebhook('item/updated', 'https://receiver.example.com/hook');
		assert.deepEqual(
			(await client.fetchWebhooks()).results.map((one) => one.id),
			[hook.id],
		);
		await client.deleteWebhook(hook.id);

		const recipient = await payments.createPaymentRecipient({ pixKey: CPF });
		const request = await payments.createPaymentRequest({
			amount: 10.5,
			recipientId: recipient.id,
		});
		assert.equal(request.status, 'CREATED');
		await fetch(`${program.adminUrl}/payments/${request.id}/approve`, { method: 'POST' });
		const paid = await until(
			() => payments.fetchPaymentRequest(request.id),
			({ status }) => status === 'COMPLETED',
		);
		assert.equal(paid.amount, 10.5);
	});

	test("Python, by the README's example", async (t) => {
		if (!pack.isThere('python3')) return t.skip('no python3 here');
		const program = await start();
		t.after(program.stop);
		const [example] = pack.blocksOf('### Python', 'python');
		const { stdout } = await run('python3', [write('first.py', here(example, program))], {
			timeout: 120_000,
		});
		assert.match(stdout, /^UPDATED \d{3,}\n$/);
	});

	test("curl, by the README's lines: data, webhooks, every path of the admin address", async (t) => {
		for (const tool of ['curl', 'jq']) if (!pack.isThere(tool)) return t.skip(`no ${tool} here`);
		const program = await start();
		t.after(program.stop);
		const receiver = `127.0.0.1:${await pack.freePort()}`;
		const [code] = pack.blocksOf('### Received on this machine', 'js');
		const file = write('receiver.mjs', here(code, program, receiver));
		const child = spawn(process.execPath, [file], { stdio: 'pipe' });
		let received = '';
		child.stdout.on('data', (text) => (received += text));
		try {
			const headings = ['### curl', '### Received on this machine', '## Admin address'];
			const blocks = headings.flatMap((one) => pack.blocksOf(one, 'sh'));
			const script = here(blocks.join('\n'), program, receiver);
			// Each curl fails by itself also inside of $(…) and before a pipe.
			const strict = `set -euo pipefail; shopt -s inherit_errexit\n${script}`;
			const { stdout } = await run('bash', ['-c', strict], { timeout: 120_000 });
			for (const word of ['Pluggy Bank BR', '"UPDATED"', '?accountId=', '"COMPLETED"', '429\n']) {
				assert.ok(stdout.includes(word), `${word} in ${stdout.slice(-3000)}`);
			}
			assert.match(received, /"event":"item\/updated"/);
			const ids = received
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line).eventId);
			assert.equal(ids.length, 2);
			assert.equal(ids[0], ids[1], 'sent again');

			const admin = globSync('admin/*.mjs', { cwd: pack.SANDBOX });
			const server = admin.map((name) => readFileSync(join(pack.SANDBOX, name), 'utf8')).join('\n');
			const routes = [...server.matchAll(/app\.(get|post|delete)\(\s*['`]([^'`]+)['`]/g)];
			assert.ok(routes.length > 20);
			const lines = script.split('\n').filter((line) => line.includes('$ADMIN'));
			const untold = routes
				.map(([, method, path]) => [method, path.replace('${verb}', 'approve')])
				.filter(([method, path]) => {
					const pattern = new RegExp(`\\$ADMIN${path.replace(/:\w+/g, '[^/ ]+')}( |\\)|$)`);
					return !lines.some((line) => methodOf(line) === method && pattern.test(line));
				});
			assert.deepEqual(untold, []);
		} finally {
			child.kill();
		}
	});
});

/** What a line of curl sends. @param {string} line */
function methodOf(line) {
	const named = /-X (\w+)/.exec(line)?.[1].toLowerCase();
	return named ?? (/ -d /.test(line) ? 'post' : 'get');
}
