/**
 * What docker/ says, carried out without Docker: the images are built by the Dockerfile, and the
 * services of compose.yaml run in root folders of their own, as user 1000, without rights and without
 * a network. The volume is an old one, with a copy of the package; then the image is upgraded.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect, outputOf } from '../../scripts/lib/n8n-client.mjs';
import { packPackage } from '../../scripts/lib/package.mjs';
import { PACKAGE_NAME, readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import { CREDENTIAL } from '../../scripts/lib/stack.mjs';
import { DEFAULT_CLIENT } from '../../sandbox/options.mjs';
import { startContainer } from './docker/container.mjs';
import { composeWith, dockerFolder, exampleEnv } from './docker/files.mjs';
import { buildImage } from './docker/image.mjs';
import { nextVersion, oldVolume } from './docker/versions.mjs';
import { pluggyTrigger, publish, workflow } from './triggers.mjs';
import { inARow, pluggy } from './workflow.mjs';

const INSIDE = 'N8N_NODES_PLUGGY_DOCKER_TEST';
const ISOLATED = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
const N8N = 'http://localhost:5678';
const SANDBOX = 'http://localhost:4010';
const PACKAGE = '/opt/n8n-nodes-pluggy';
const { version } = readJson(join(repoRoot, 'package.json'));
const tarballIn = (/** @type {string} */ folder) => join(folder, `${PACKAGE_NAME}-${version}.tgz`);

const descriptionIn = async (/** @type {any} */ client) =>
	(await client.nodeTypes())
		.filter(({ name }) => name === 'n8n-nodes-pluggy.pluggy')
		.map(({ description }) => description);

const statusOf = (/** @type {any} */ container) =>
	Object.fromEntries(
		container
			.exec('cat', '/proc/self/status')
			.split('\n')
			.map((line) => line.split(/:\s+/)),
	);

const reading = inARow('Banks', [
	pluggy('Banks', { resource: 'connector', operation: 'getMany', returnAll: true }),
]);
const listening = workflow('Events', pluggyTrigger({ events: ['item/updated'] }));

/** Compose builds it from a folder of its own, by the Dockerfile there. @param {any} service @param {string} folder */
function sandboxBuild({ build }, folder) {
	const context = join(dockerFolder, build.context);
	return { target: 'sandbox', dockerfile: join(context, 'Dockerfile'), context, folder };
}

async function everything(
	/** @type {import('node:test').TestContext} */ t,
	/** @type {string} */ folder,
) {
	spawnSync('ip', ['link', 'set', 'lo', 'up']);
	process.umask(0o022);
	const tarball = tarballIn(folder);
	const volumes = { n8n_data: await oldVolume(tarball, join(folder, 'old')) };
	const compose = composeWith('compose.yaml', exampleEnv()).services;
	assert.equal(compose.sandbox.network_mode, 'service:n8n', 'both are on one loopback address');
	const start = async (service, image, name) =>
		startContainer({ image, service, volumes, folder: join(folder, name) });

	const [sandboxImage, n8nImage] = [
		await buildImage(sandboxBuild(compose.sandbox, join(folder, 'a'))),
		await buildImage({ target: compose.n8n.build.target, folder: join(folder, 'a') }),
	];
	const sandbox = await start(compose.sandbox, sandboxImage, 'sandbox');
	const first = await start(compose.n8n, n8nImage, 'first');
	await Promise.all([sandbox.healthy(), first.healthy()]);
	const link = join(volumes.n8n_data, 'nodes/node_modules', PACKAGE_NAME);
	let client = await connect(N8N);
	let id = '';

	await t.test('both run as user 1000, without rights, without a network', async () => {
		for (const container of [sandbox, first]) {
			const status = statusOf(container);
			assert.deepEqual(
				[status.Uid, status.Gid, status.CapEff, status.CapBnd, status.NoNewPrivs],
				[
					'1000\t1000\t1000\t1000',
					'1000\t1000\t1000\t1000',
					'0000000000000000',
					'0000000000000000',
					'1',
				],
			);
			assert.match(readFileSync(`/proc/${container.pid}/status`, 'utf8'), /^Uid:\t1000\t/m);
		}
		const devices = readFileSync('/proc/net/dev', 'utf8').match(/^\s*\w+(?=:)/gm);
		assert.deepEqual(
			devices?.map((name) => name.trim()),
			['lo'],
		);
	});

	await t.test('the package cannot be written, and has what npm packs', () => {
		assert.throws(() => first.exec('touch', `${PACKAGE}/package.json`), /Permission denied/);
		assert.throws(() => first.exec('touch', `${PACKAGE}/new`), /Permission denied/);
		const packed = JSON.parse(first.exec('cat', `${PACKAGE}/package.json`));
		assert.equal(packed.version, version);
		assert.equal(first.exec('sh', '-c', `find ${PACKAGE} -perm /222`), '');
	});

	await t.test('the package of the image takes the place of a copy in the volume', async () => {
		assert.equal(readlinkSync(link), PACKAGE);
		const others = readdirSync(join(link, '..')).filter((name) => name !== PACKAGE_NAME);
		assert.deepEqual(
			others.map((name) => /\.backup-\d+$/.test(name)),
			[true],
		);
		assert.match(first.logs(), /takes the place of the one in the volume/);
		const descriptions = await descriptionIn(client);
		assert.equal(descriptions.length, 1);
		assert.doesNotMatch(descriptions[0], /copy in the volume/);
	});

	await t.test('an imported workflow reads from the local Pluggy', async () => {
		const { clientId, clientSecret } = DEFAULT_CLIENT;
		const data = { clientId, clientSecret, baseUrl: SANDBOX, access: 'payments' };
		const credential = await client.putCredential({ ...CREDENTIAL, data });
		assert.equal((await client.testCredential(credential)).status, 'OK');
		({ id } = await client.putWorkflow(reading));
		assert.ok(outputOf(await client.runWorkflow(id), 'Banks').length > 5);
	});

	await t.test('the webhook trigger is registered at the local Pluggy', async () => {
		const trigger = await client.putWorkflow(listening);
		await publish(client, trigger.id);
		await client.unpublishWorkflow(trigger.id);
	});

	await t.test('the settings are in effect', () => {
		const { TZ, GENERIC_TIMEZONE } = compose.n8n.environment;
		assert.equal(first.exec('date', '+%Z'), '-03\n', TZ);
		assert.equal(GENERIC_TIMEZONE, 'America/Sao_Paulo');
		assert.equal(statSync(join(volumes.n8n_data, 'config')).uid, 1000);
	});

	await t.test('an upgraded image brings its package to the same volume', async () => {
		await first.stop();
		const { target } = compose.n8n.build;
		const next = await nextVersion(tarball, join(folder, 'next'));
		const image = await buildImage({ target, folder: join(folder, 'b'), ...next });
		const second = await start(compose.n8n, image, 'second');
		await second.healthy();
		client = await connect(N8N);
		assert.deepEqual(await descriptionIn(client), ['The next version']);
		assert.ok(outputOf(await client.runWorkflow(id), 'Banks').length > 5);
		assert.doesNotMatch(second.logs(), /takes the place/);
		await second.stop();
	});

	await t.test('a worker of the queue mode has the package too, without a volume', async () => {
		const { worker } = composeWith('compose.queue.yaml', exampleEnv()).services;
		const command = [...worker.command, '--help'];
		const container = await start({ ...worker, command }, n8nImage, 'worker');
		await container.ended;
		assert.match(container.logs(), /n8n worker.*--concurrency/s);
		const modules = join(folder, 'worker/home/node/.n8n/nodes/node_modules');
		assert.equal(readlinkSync(join(modules, PACKAGE_NAME)), PACKAGE);
	});
	await sandbox.stop();
}

/** Why this machine cannot do it, or nothing. */
function obstacle() {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs Linux and root';
	const tried = spawnSync('unshare', [
		...ISOLATED,
		...['sh', '-c', 'ip link set lo up && mount -t tmpfs none /mnt && setpriv --version'],
	]);
	return tried.status === 0
		? ''
		: `needs unshare, mount, ip and setpriv: ${tried.stderr ?? tried.error}`;
}

const folder = process.env[INSIDE];
if (folder) {
	test('inside', { timeout: 1_800_000 }, async (t) => await everything(t, folder));
} else {
	const skip = obstacle() || false;
	test('docker/, carried out without Docker', { timeout: 1_800_000, skip }, async () => {
		const made = mkdtempSync(join(tmpdir(), 'n8n-nodes-pluggy-docker-'));
		copyFileSync(await packPackage(), tarballIn(made));
		const { NODE_TEST_CONTEXT, ...env } = process.env;
		const node = [process.execPath, '--test-force-exit', '--test-reporter=spec'];
		const inside = ['unshare', ...ISOLATED, ...node, fileURLToPath(import.meta.url)];
		try {
			// What is started inside ends with this process, however it ends.
			const { status } = spawnSync('setpriv', ['--pdeathsig=KILL', ...inside], {
				env: { ...env, [INSIDE]: made },
				stdio: 'inherit',
			});
			assert.equal(status, 0, 'see above');
		} finally {
			rmSync(made, { recursive: true, force: true });
		}
	});
}
