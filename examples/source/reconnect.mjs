/** A connection that has broken, or whose consent ends soon: its owner gets a link that opens just this connection. */
import {
	byId,
	condition,
	connections,
	everyDay,
	holds,
	makeTable,
	node,
	onEvents,
	only,
	onlyNew,
	pluggy,
	rowsOf,
	set,
	upsert,
	when,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, email } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const PATH = 'pluggy-reconnect';
const TABLE = 'pluggy_reconnect_links';
const COLUMNS = /** @type {Record<string, 'string'>} */ ({
	...{ item_id: 'string', client: 'string', bank: 'string' },
	...{ text: 'string', link: 'string', trouble: 'string' },
});
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
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
**You need:** a Pluggy credential (with your item IDs in **Item IDs**, where Pluggy lists none), n8n at a public https address, and the e-mail addresses of your customers by \`client\` (Client User ID): a sheet or table in front of **Gmail**.
**What happens:** when a bank wants its user, and every morning for consents that end within 15 days, the owner gets one message per trouble. A link of Pluggy lives 30 minutes only: so the message carries an address of this workflow, and **Link Opened** makes a fresh one at the moment somebody opens it, only for connections that such a message was written for (data table **${TABLE}**). Troubles that pass by themselves (a bank that is offline) tell nobody.
**To try it:** publish it, and on the page of the local bank press *Quebrar esta conexão*. Then open the \`link\` of the table.
**To send it:** switch on **Gmail**, give it its credential and the address. Do so before you publish: what passes while it is off counts as told.
**To change:** the 15 days in **Needs Its Owner**.`,
		`## Reconectar
**Você precisa de:** uma credencial Pluggy (com os item IDs das suas conexões em **Item IDs**, se a Pluggy não os lista), o n8n em um endereço https público e os e-mails dos seus clientes por \`client\` (Client User ID): uma planilha ou tabela antes do **Gmail**.
**O que acontece:** quando o banco precisa do usuário, e toda manhã para consentimentos que acabam em até 15 dias, o dono recebe uma mensagem por problema. Um link da Pluggy vale por 30 minutos: por isso a mensagem leva um endereço deste fluxo, e **Link aberto** cria um novo na hora em que alguém o abre, só para conexões que já tiveram uma mensagem (tabela de dados **${TABLE}**). Problemas que passam sozinhos (banco fora do ar) não avisam ninguém.
**Para experimentar:** publique e, na página do banco local, clique em *Quebrar esta conexão*. Depois abra o \`link\` da tabela.
**Para enviar:** ative o **Gmail** e informe a credencial e o endereço. Faça isso antes de publicar: o que passa com ele desligado conta como avisado.
**Para mudar:** os 15 dias em **Precisa do dono**.`,
	),
	nodes: {
		trigger: onEvents(say('Trouble', 'Problema'), [
			'item/error',
			'item/waiting_user_input',
			'item/waiting_user_action',
		]),
		table: makeTable(say('Link Table', 'Tabela de links'), TABLE, COLUMNS),
		item: pluggy(say('Get Connection', 'Buscar conexão'), 'item', 'get', {
			...{ itemId: `={{ $('@trigger').item.json.itemId }}`, simplify: true },
		}),
		start: everyDay(say('Every Morning', 'Toda manhã'), 8),
		tableToo: makeTable(say('Link Table 2', 'Tabela de links 2'), TABLE, COLUMNS),
		items: connections(),
		needs: only(
			say('Needs Its Owner', 'Precisa do dono'),
			holds(
				`${isBroken} || (!!$json.consentExpiresAt && DateTime.fromISO($json.consentExpiresAt) < $now.plus({ days: 15 }))`,
			),
		),
		message: set(say('Message', 'Mensagem'), {
			client: `={{ $json.clientUserId ?? '' }}`,
			bank: '={{ $json.connectorName }}',
			item_id: '={{ $json.id }}',
			text: say(
				soon('Your consent for @bank ends on @day. Please renew it.'),
				soon('Sua autorização para @bank acaba em @day. Renove para continuar.'),
			),
			// The only place where n8n tells a workflow its public address.
			link: `={{ $execution.resumeUrl.split('/webhook-waiting')[0] }}/webhook/${PATH}?item={{ $json.id }}`,
			trouble: `={{ (${isBroken} ? [$json.id, $json.diagnosis.code, $json.lastUpdatedAt] : [$json.id, $json.consentExpiresAt]).join(' ') }}`,
		}),
		keep: upsert(say('Keep Link', 'Guardar link'), TABLE, { item_id: '={{ $json.item_id }}' }),
		once: onlyNew(say('Once Each', 'Uma vez só'), '={{ $json.trouble }}'),
		send: eachOnce(
			email(
				say('Gmail', 'Gmail'),
				say('=Your connection to {{ $json.bank }}', '=Sua conexão com {{ $json.bank }}'),
				'={{ $json.text }}\n\n{{ $json.link }}',
			),
		),
		opened: node(
			say('Link Opened', 'Link aberto'),
			'webhook',
			2.1,
			{ httpMethod: 'GET', path: PATH, responseMode: 'responseNode', options: {} },
			{ webhookId: PATH },
		),
		// Whoever calls the address may write anything into it: nothing but what stands in the table goes on.
		sent: rowsOf(
			say('Its Message', 'Mensagem dela'),
			TABLE,
			{ item_id: `={{ String($json.query.item ?? '') }}` },
			{ alwaysOutputData: true, onError: 'continueRegularOutput' },
		),
		known: when(
			say('Was One Sent?', 'Foi enviada?'),
			condition(`={{ $json.item_id ?? '' }}`, 'string', 'regex', UUID),
		),
		token: pluggy(say('Fresh Token', 'Token novo'), 'connectToken', 'create', {
			additionalFields: { itemId: byId('={{ $json.item_id }}') },
			options: {},
		}),
		go: node(say('Go to Pluggy', 'Ir para a Pluggy'), 'respondToWebhook', 1.5, {
			...{ respondWith: 'redirect', redirectURL: '={{ $json.connectUrl }}', options: {} },
		}),
		notFound: node(say('Not Found', 'Não encontrado'), 'respondToWebhook', 1.5, {
			respondWith: 'text',
			responseBody: say(
				'This link is not valid. Please ask for a new one.',
				'Este link não é válido. Peça um novo.',
			),
			options: { responseCode: 404 },
		}),
	},
	rows: [
		['trigger', 'table', 'item', 'needs', 'message', 'keep', 'once', 'send'],
		['start', 'tableToo', 'items', null, 'token', 'go'],
		['opened', 'sent', 'known', null, 'notFound'],
	],
	flow: [
		['trigger', 'table', 'item', 'needs', 'message', 'keep', 'once', 'send'],
		['start', 'tableToo', 'items', 'needs'],
		['opened', 'sent', 'known', 'token', 'go'],
		['known:1', 'notFound'],
	],
	meta: { dataTables: [TABLE], sandbox: { forget: [TABLE] } },
};
