/** What `npm start` says when all is there: where to look first, and what to press in which order. */
import { say } from '../examples/texts.mjs';
import { OWNER } from './n8n-client.mjs';
import { CREDENTIAL, sandboxClient } from './stack.mjs';

/** @typedef {import('./examples.mjs').Imported} Imported */

/** To begin with, and how many seconds a run takes: rows, then money, then an event. */
const FIRST = /** @type {Record<string, number>} */ ({
	'last-30-days': 5,
	'pix-payment': 20,
	boleto: 15,
});

/** A link, and what is there. @param {string} text @param {string} url */
const link = (text, url) => `    ${text}\n      ${url}`;

/**
 * @param {object} given
 * @param {string} given.n8nUrl
 * @param {Pick<Sandbox, 'url' | 'adminUrl' | 'auth' | 'options'>} given.sandbox
 * @param {Imported[]} given.workflows
 * @param {string} given.userFolder
 * @param {boolean} given.headless
 * @param {import('../examples/texts.mjs').Language} given.language
 */
export function greeting({ n8nUrl, sandbox, workflows, userFolder, headless, language }) {
	const { clientId, clientSecret } = sandboxClient(sandbox);
	const speak = (/** @type {string} */ en, /** @type {string} */ pt) => say(en, pt)[language];
	const first = Object.entries(FIRST).flatMap(([id, seconds]) => {
		const example = workflows.find((one) => one.id === id);
		if (!example) return [];
		const { name, workflowId } = example;
		const time = speak(`about ${seconds} seconds`, `cerca de ${seconds} segundos`);
		return [link(`${name} (${time})`, `${n8nUrl}/workflow/${workflowId}`)];
	});
	const noPage = sandbox.options.page ? '' : speak(' (no page)', ' (sem página)');
	const noEditor = headless ? speak(' (no editor: --headless)', ' (sem editor: --headless)') : '';
	const { email, password } = OWNER;
	return [
		'',
		`  ${speak('The bank', 'O banco ')} ${sandbox.url}${noPage}`,
		speak(
			'           a page: connect banks, approve payments, let days pass. One bank is connected already',
			'           uma página: conecte bancos, aprove pagamentos, deixe os dias passarem. Um banco já está conectado',
		),
		`  n8n      ${n8nUrl}${noEditor}`,
		`           login ${email}, ${speak('password', 'senha')} ${password}`,
		speak(
			`           its credential "${CREDENTIAL.name}" is ready, and holds the item ID of that bank`,
			`           a credencial "${CREDENTIAL.name}" está pronta, com o item ID desse banco`,
		),
		'',
		...(headless || workflows.length === 0
			? []
			: [
					speak(
						'  Begin here: log in, open one of these and press "Execute workflow":',
						'  Comece aqui: entre, abra um destes e clique em "Execute workflow":',
					),
					...first,
					'',
					speak(
						`  All ${workflows.length} examples; those that wait for events of Pluggy start when you press "Publish":`,
						`  Todos os ${workflows.length} exemplos; os que esperam eventos da Pluggy começam quando você clica em "Publish":`,
					),
					`      ${n8nUrl}/home/workflows`,
					'',
				]),
		speak(
			`  For scripts: client id ${clientId}, client secret ${clientSecret},`,
			`  Para scripts: client id ${clientId}, client secret ${clientSecret},`,
		),
		speak(
			`               clock and faults ${sandbox.adminUrl}`,
			`               relógio e falhas ${sandbox.adminUrl}`,
		),
		speak(
			`  Data:        ${userFolder} (a later start keeps it, \`npm start -- --fresh\` forgets it)`,
			`  Dados:       ${userFolder} (ficam para o próximo início; \`npm start -- --fresh\` apaga)`,
		),
		speak('  Ctrl-C stops everything.', '  Ctrl-C encerra tudo.'),
		'',
	].join('\n');
}
