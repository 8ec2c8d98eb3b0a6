#!/usr/bin/env node
/** `node sandbox/index.mjs`: a local Pluggy on this machine. */
import { help, readCommandLine } from './commandLine.mjs';
import { OTHER_TOKEN, PASSWORD, TOKEN, USERS } from './data/users.mjs';
import { createSandbox } from './server.mjs';

/** @returns {never} */
function fail(/** @type {string} */ message) {
	console.error(message);
	process.exit(1);
}

async function start() {
	let options;
	try {
		options = readCommandLine(process.argv.slice(2));
	} catch (error) {
		return fail(`${/** @type {Error} */ (error).message}\nTry --help.`);
	}
	if (options === 'help') {
		console.log(help());
		process.exit(0);
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

const page = sandbox.options.page
	? `  Page           ${sandbox.url} (open it in a browser: connect, approve payments, let days pass)\n`
	: '';

console.log(`Pluggy sandbox: invented data. Only webhooks leave this machine, and only to where you send them.

${page}  API            ${sandbox.url}
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
