#!/usr/bin/env node
/** `node sandbox/index.mjs`: a local Pluggy on this machine. */
import { parseArgs } from 'node:util';
import { OTHER_TOKEN, PASSWORD, TOKEN, USERS } from './data/users.mjs';
import { createSandbox } from './server.mjs';

const HELP = `A local stand-in for api.pluggy.ai: no account, no network.

Usage: node sandbox/index.mjs [options]

  --port N             API port, 0 = any free one (4010)
  --admin-port N       admin port, loopback only, 0 = any free one (4011)
  --host H             address of the API (127.0.0.1)
  --fast               a sync takes 2 seconds instead of 2 minutes
  --sync-seconds N     or exactly this long
  --mfa-seconds N      how long an item waits for its MFA parameter (120)
  --payment-seconds N  from the payer's approval to the money's arrival (10, with --fast 1)
  --boleto-seconds N   until a boleto is paid (300, with --fast 3)
  --auto-approve N     payers approve by themselves after N seconds
  --key-ttl-seconds N  life of an API key (7200)
  --seed N             same seed, same data (1)
  --volume N           multiplies the rows of every account (1)
  --no-limits          no rate limits
  --items-limit N      items a client may have (1000)
  --min-update-frequency-hours N
                       how long a client must wait between updates of an item (0)
  --balance-quota N    real-time balances a month (420)
  --start-at DATE      what the sandbox's clock shows at the start, such as 2026-03-02T12:00:00Z
  --feature NAME=off   switches a feature off (listItems, scr, payments ...); repeatable
  --public-url URL     the API's address in links, if it is not the one listened on
  --webhook-host NAME  webhooks may also go to this host, by http and to any port; repeatable
  --no-loopback        webhooks to public https addresses only, as at Pluggy
  --client-id ID, --client-secret S
                       a login of your own
  --help
`;

const NUMBERS = [
	'port',
	'admin-port',
	'sync-seconds',
	'mfa-seconds',
	'payment-seconds',
	'boleto-seconds',
	'auto-approve',
	'key-ttl-seconds',
	'volume',
	'items-limit',
	'min-update-frequency-hours',
	'balance-quota',
];

/** @returns {never} */
function fail(/** @type {string} */ message) {
	console.error(message);
	process.exit(1);
}

function readOptions() {
	const text = { type: /** @type {const} */ ('string') };
	const flag = { type: /** @type {const} */ ('boolean') };
	const list = { type: /** @type {const} */ ('string'), multiple: true };
	const names = [
		...NUMBERS,
		'host',
		'seed',
		'client-id',
		'client-secret',
		'public-url',
		'start-at',
	];
	const { values } = parseArgs({
		options: {
			...Object.fromEntries(names.map((name) => [name, text])),
			fast: flag,
			'no-limits': flag,
			'no-loopback': flag,
			'webhook-host': list,
			feature: list,
			help: flag,
		},
	});
	const given = /** @type {Record<string, any>} */ (values);
	if (given.help) {
		console.log(HELP);
		process.exit(0);
	}
	/** @type {Record<string, number>} */
	const numbers = {};
	for (const name of NUMBERS) {
		if (given[name] === undefined) continue;
		const number = Number(given[name]);
		if (!(number >= 0)) throw new Error(`--${name} must be a number of 0 or more`);
		numbers[
			name.replace(/-(.)/g, (/** @type {string} */ _, /** @type {string} */ letter) =>
				letter.toUpperCase(),
			)
		] = number;
	}
	const { host, seed, fast } = given;
	const limits = given['no-limits'] ? /** @type {const} */ (false) : undefined;
	const clientId = given['client-id'];
	const clientSecret = given['client-secret'];
	if (!clientId !== !clientSecret) throw new Error('--client-id and --client-secret go together');
	const clients = clientId ? [{ clientId, clientSecret }] : undefined;
	return {
		port: 4010,
		adminPort: 4011,
		...numbers,
		host,
		seed,
		fast,
		limits,
		clients,
		features: readFeatures(given.feature),
		publicUrl: given['public-url'],
		startAt: given['start-at'],
		webhookHosts: given['webhook-host'],
		allowLoopback: given['no-loopback'] ? false : undefined,
	};
}

/** @param {string[]} [wishes] such as `scr=off` */
function readFeatures(wishes = []) {
	const entries = wishes.map((wish) => {
		const [, name, state] = /^(\w+)=(on|off)$/.exec(wish) ?? [];
		if (!name) throw new Error(`--feature takes a name and on or off, such as scr=off`);
		return [name, state === 'on'];
	});
	return Object.fromEntries(entries);
}

async function start() {
	let options;
	try {
		options = readOptions();
	} catch (error) {
		return fail(`${/** @type {Error} */ (error).message}\nTry --help.`);
	}
	try {
		return await createSandbox(options);
	} catch (error) {
		const { code, message, port } = /** @type {any} */ (error);
		if (code !== 'EADDRINUSE') return fail(`The sandbox could not start: ${message}`);
		const name = port === options.port ? '--port' : '--admin-port';
		return fail(`Port ${port} is taken. Give another one with ${name} N, or 0 for any free one.`);
	}
}

const sandbox = await start();
const { clientId, clientSecret } = sandbox.auth.clients[0];
const users = Object.keys(USERS).concat('user-ok-perf-XXx');

console.log(`Pluggy sandbox: invented data. Only webhooks leave this machine, and only to where you send them.

  API            ${sandbox.url}
  Admin          ${sandbox.adminUrl} (this machine only)
  Client ID      ${clientId}
  Client secret  ${clientSecret}
  A sync takes   ${sandbox.options.syncSeconds} seconds${sandbox.options.fast ? '' : ' (--fast: 2)'}

  Users          password ${PASSWORD}, MFA ${TOKEN} (updates with one-step MFA: ${OTHER_TOKEN})
    ${users.map((user, i) => (i % 3 === 2 ? `${user}\n   ` : user.padEnd(34))).join(' ')}

  Pages          ${sandbox.url}/connect?connect_token=...&with_sandbox=true (choose a bank, log in)
                 paymentUrl and consentUrl of the answers (the payer approves or refuses)
  Webhooks       POST ${sandbox.url}/webhooks${sandbox.options.allowLoopback ? ' (http://127.0.0.1 and localhost may receive)' : ''}
  See and do     GET ${sandbox.adminUrl}/state, /requests, /events, /deliveries
                 POST ${sandbox.adminUrl}/clock {"advanceSeconds": 86400}

  Log in:
    curl -s ${sandbox.url}/auth -H 'content-type: application/json' -d '{"clientId":"${clientId}","clientSecret":"${clientSecret}"}'

Stop with Ctrl-C.`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, async () => {
		await sandbox.close();
		process.exit(0);
	});
}
