/**
 * npm start: a real n8n with our package, a local Pluggy and the examples, from nothing but a
 * clone. Options: --port <n>, --fresh (forget n8n's data), --headless (no editor), --language pt-BR or en (of the
 * examples; else that of this machine).
 */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languageHere, languageNamed } from './examples/texts.mjs';
import { goToToday } from './lib/bank.mjs';
import { onNode24 } from './lib/bootstrap.mjs';
import { runScript } from './lib/cleanup.mjs';
import { forgetOldSandbox, importExamples, readExamples, registerAgain } from './lib/examples.mjs';
import { greeting } from './lib/greeting.mjs';
import { withLock } from './lib/lock.mjs';
import { ensureN8n } from './lib/n8n-install.mjs';
import { packPackage } from './lib/package.mjs';
import { cloneCache } from './lib/paths.mjs';
import { isFree } from './lib/ports.mjs';
import { say, withProgress } from './lib/progress.mjs';
import { startStack } from './lib/stack.mjs';

const PORTS = { n8n: 5678, sandbox: 4010, admin: 4011 };
const userFolder = join(cloneCache, 'n8n');

/** @param {import('./lib/cleanup.mjs').Tools} tools */
async function main({ defer, interrupted }) {
	const { port, fresh, headless, language } = options();
	mkdirSync(cloneCache, { recursive: true });
	const onWait = () => {
		throw new Error('`npm start` is running already in this clone. Stop it first (Ctrl-C there).');
	};
	await withLock(`${userFolder}.lock`, () => Promise.race([session(), interrupted]), { onWait });

	async function session() {
		await ensureN8n();
		const tarball = await packPackage();
		if (fresh) await rm(userFolder, { recursive: true, force: true });
		const examples = readExamples(language);
		const stack = await withProgress('Starting the local Pluggy and n8n', async () => {
			const started = await startStack({
				...{ userFolder, tarball, defer, hasBank: true },
				sandbox: { port: await preferred(PORTS.sandbox), adminPort: await preferred(PORTS.admin) },
				n8n: { port: port ?? (await preferred(PORTS.n8n)), ui: !headless },
			});
			goToToday(started.sandbox);
			await forgetOldSandbox(started.client, examples);
			const memory = join(userFolder, 'imported-examples.json');
			const workflows = await importExamples(started.client, examples, memory);
			return { ...started, workflows, troubles: await registerAgain(started.client) };
		});
		for (const trouble of stack.troubles) say(trouble);
		const { sandbox, workflows } = stack;
		say(greeting({ n8nUrl: stack.n8n.url, sandbox, workflows, userFolder, headless, language }));
		await stack.n8n.ended;
		throw new Error(`n8n ended by itself. The end of its log:\n${stack.n8n.logs(20)}`);
	}
}

function options() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			fresh: { type: 'boolean', default: false },
			headless: { type: 'boolean', default: false },
			language: { type: 'string' },
		},
	});
	const port = values.port === undefined ? undefined : Number(values.port);
	if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
		throw new Error(`--port wants a port number, not "${values.port}".`);
	}
	const language = values.language === undefined ? languageHere() : languageNamed(values.language);
	return { ...values, port, language };
}

/** The usual port, or any free one when something else has it. @param {number} port */
const preferred = async (port) => ((await isFree(port)) ? port : 0);

await onNode24(import.meta.url);
await runScript(main, { interruptedCode: 0 });
