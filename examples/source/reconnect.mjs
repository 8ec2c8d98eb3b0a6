/** A connection that has broken, or whose consent ends soon: its owner gets a link that opens just this connection. */
import {
	condition,
	everyDay,
	node,
	onEvents,
	only,
	onlyNew,
	pluggy,
	set,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, email } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const PATH = 'pluggy-reconnect';
const byId = (/** @type {string} */ value) => ({ __rl: true, mode: 'id', value });
const name = `{{ $json.connectorName }}`;
/** What only its owner can mend. */
const isBroken = `['reconnect', 'sendMfa', 'waitForUser'].includes($json.diagnosis?.action)`;
/** @param {string} text with the bank and the day */
const soon = (text) =>
	`={{ ${isBroken} ? $json.diagnosis.userMessage : \`${text.replace('@bank', '${$json.connectorName}').replace('@day', "${DateTime.fromISO($json.consentExpiresAt).toFormat('dd/MM/yyyy')}")}\` }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Reconnect', 'Reconectar'),
	summary: say(
		'A connection that broke or whose consent ends soon: its owner gets a link for just this connection',
		'Conexão com problema ou consentimento perto do fim: o dono recebe um link só dessa conexão',
	),
	about: say(
		`## Reconnect
**You need:** a Pluggy credential (with your item IDs, where Pluggy lists none), n8n at a public https address, and how to reach the owner by the \`client\` (Client User ID) of the connection: a sheet or table behind **Message**.
**What happens:** when a bank wants its user, and every morning for consents that end within 15 days, the owner gets one message per trouble. A link of Pluggy lives 30 minutes only: so the message carries an address of this workflow, and **Link Opened** makes a fresh one, for this connection, at the moment somebody opens it.
**Troubles that pass by themselves** (a bank that is offline) tell nobody.
**To change:** the 15 days in **Needs Its Owner**; **Gmail** is off until it has a credential.`,
		`## Reconectar
**Você precisa de:** uma credencial Pluggy (com os códigos das conexões, se a Pluggy não lista), o n8n em um endereço https público e um jeito de falar com o dono pelo \`client\` (Client User ID) da conexão: uma planilha ou tabela depois de **Mensagem**.
**O que acontece:** quando o banco precisa do usuário, e toda manhã para consentimentos que acabam em até 15 dias, o dono recebe uma mensagem por problema. Um link da Pluggy só vive 30 minutos: por isso a mensagem leva um endereço deste workflow, e **Link aberto** cria um novo, só dessa conexão, na hora em que alguém o abre.
**Problemas que passam sozinhos** (banco fora do ar) não avisam ninguém.
**Para mudar:** os 15 dias em **Precisa do dono**; o **Gmail** fica desligado até ter credencial.`,
	),
	nodes: {
		trigger: onEvents(
			say('Trouble', 'Problema'),
			['item/error', 'item/waiting_user_input', 'item/waiting_user_action'],
			{ filters: {}, options: {} },
		),
		item: pluggy(say('Get Connection', 'Buscar conexão'), 'item', 'get', {
			...{ itemId: '={{ $json.itemId }}', simplify: true },
		}),
		start: everyDay(say('Every Morning', 'Toda manhã'), 8),
		items: pluggy(say('My Connections', 'Minhas conexões'), 'item', 'getMany', {
			...{ returnAll: true, simplify: true },
		}),
		needs: only(
			say('Needs Its Owner', 'Precisa do dono'),
			condition(
				`={{ ${isBroken} || (!!$json.consentExpiresAt && DateTime.fromISO($json.consentExpiresAt) < $now.plus({ days: 15 })) }}`,
				'boolean',
				'true',
			),
		),
		once: onlyNew(
			say('Once Each', 'Uma vez só'),
			`={{ (${isBroken} ? [$json.id, $json.diagnosis.code, $json.lastUpdatedAt] : [$json.id, $json.consentExpiresAt]).join(' ') }}`,
		),
		message: set(say('Message', 'Mensagem'), {
			...{
				client: `={{ $json.clientUserId ?? '' }}`,
				bank: `=${name}`,
				item_id: '={{ $json.id }}',
			},
			text: say(
				soon('Your consent for @bank ends on @day. Please renew it.'),
				soon('Sua autorização para @bank acaba em @day. Renove para continuar.'),
			),
			// The only place where n8n tells a workflow its public address.
			link: `={{ $execution.resumeUrl.split('/webhook-waiting')[0] }}/webhook/${PATH}?item={{ $json.id }}`,
		}),
		send: eachOnce(
			email(
				say('Gmail', 'Gmail'),
				say('=Your connection to {{ $json.bank }}', '=Sua conexão com {{ $json.bank }}'),
				'={{ $json.text }}\n\n{{ $json.link }}',
				{ to: '={{ $json.client }}' },
			),
		),
		opened: node(
			say('Link Opened', 'Link aberto'),
			...['webhook', 2.1],
			{ httpMethod: 'GET', path: PATH, responseMode: 'responseNode', options: {} },
			{ webhookId: PATH },
		),
		token: pluggy(say('Fresh Token', 'Token novo'), 'connectToken', 'create', {
			additionalFields: { itemId: byId(`={{ $json.query.item || '-' }}`) },
			options: { withSandbox: true },
		}),
		go: node(say('Go to Pluggy', 'Ir para a Pluggy'), 'respondToWebhook', 1.5, {
			...{ respondWith: 'redirect', redirectURL: '={{ $json.connectUrl }}', options: {} },
		}),
	},
	rows: [
		['trigger', 'item', 'needs', 'once', 'message', 'send'],
		['start', 'items'],
		['opened', 'token', 'go'],
	],
	flow: [
		['trigger', 'item', 'needs', 'once', 'message', 'send'],
		['start', 'items', 'needs'],
		['opened', 'token', 'go'],
	],
};
