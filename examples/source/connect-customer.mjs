/** A customer connects a bank by a form; what comes of it is stored. */
import {
	condition,
	form,
	makeTable,
	node,
	off,
	onEvents,
	only,
	onlyNew,
	pluggy,
	upsert,
} from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const [CUSTOMERS, ACCOUNTS] = ['pluggy_customers', 'pluggy_customer_accounts'];
const item = `$('@store').item.json`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Connect a customer', 'Conectar um cliente'),
	summary: say(
		'A form takes the customer to the bank; the connection and its first balances are stored with who it belongs to',
		'Um formulário leva o cliente ao banco; a conexão e os primeiros saldos são guardados com o dono',
	),
	about: say(
		`## Connect a customer
**You need:** a Pluggy credential, and n8n at a public https address. Publish it and send your customers the address of **Connect Bank**, with your own code of each: \`?client=c-17\`.
**What happens:** the form makes a connect token with this code (Client User ID) and takes the browser to Pluggy Connect, within the 30 minutes that a token lives. When Pluggy says that the connection is made, and after each sync, its item ID is stored with the customer in **${CUSTOMERS}**, and the first balances in **${ACCOUNTS}**.
**Whoever has the address can connect a bank:** to tell customers apart, use codes that nobody guesses.
**To change:** **Slack** is off until it has a credential. More data: Transaction: Get Many behind **Accounts**. With \`npm start\` the page offers the sandbox banks: user \`user-ok\`, password \`password-ok\`. **Before real customers, turn With Sandbox off** in **Connect Token**: a sandbox bank holds invented money.`,
		`## Conectar um cliente
**Você precisa de:** uma credencial Pluggy e o n8n em um endereço https público. Publique e envie aos clientes o endereço de **Conectar banco**, com o seu código de cada um: \`?client=c-17\`.
**O que acontece:** o formulário cria um connect token com esse código (Client User ID) e leva o navegador ao Pluggy Connect, dentro dos 30 minutos de vida do token. Quando a Pluggy avisa que a conexão foi feita, e a cada sincronização, o item ID fica guardado com o cliente em **${CUSTOMERS}**, e os primeiros saldos em **${ACCOUNTS}**.
**Quem tem o endereço pode conectar um banco:** para saber quem é quem, use códigos que ninguém adivinhe.
**Para mudar:** o **Slack** fica desligado até ter credencial. Mais dados: Transaction: Get Many depois de **Contas**. Com \`npm start\` a página oferece os bancos do sandbox: usuário \`user-ok\`, senha \`password-ok\`. **Antes de clientes de verdade, desligue With Sandbox** em **Token de conexão**: banco do sandbox tem dinheiro inventado.`,
	),
	nodes: {
		form: form(
			say('Connect Bank', 'Conectar banco'),
			{
				path: 'pluggy-connect',
				title: say('Connect your bank', 'Conecte seu banco'),
				description: say(
					'You choose the bank and agree there. We never see your password.',
					'Você escolhe o banco e autoriza lá. Nunca vemos a sua senha.',
				),
				button: say('Go on', 'Continuar'),
			},
			{
				client: { fieldLabel: say('Your code', 'Seu código'), placeholder: 'c-17' },
			},
		),
		token: pluggy(say('Connect Token', 'Token de conexão'), 'connectToken', 'create', {
			additionalFields: { clientUserId: '={{ $json.client.trim() }}' },
			options: { withSandbox: true },
		}),
		go: node(
			say('Go to Pluggy', 'Ir para a Pluggy'),
			...['form', 2.5],
			{ operation: 'completion', respondWith: 'redirect', redirectUrl: '={{ $json.connectUrl }}' },
			{ webhookId: 'pluggy-connect-go' },
		),
		trigger: onEvents(say('Connection Made', 'Conexão feita'), ['item/created', 'item/updated'], {
			...{ filters: {}, options: {} },
		}),
		customers: makeTable(say('Customer Table', 'Tabela de clientes'), CUSTOMERS, {
			...{ item_id: 'string', client: 'string', bank: 'string', status: 'string' },
			connected_on: 'string',
		}),
		accountTable: makeTable(say('Account Table', 'Tabela de contas'), ACCOUNTS, {
			...{ account_id: 'string', client: 'string', item_id: 'string', name: 'string' },
			...{ type: 'string', balance: 'number', currency: 'string' },
		}),
		item: pluggy(say('Get Connection', 'Buscar conexão'), 'item', 'get', {
			...{ itemId: `={{ $('@trigger').item.json.itemId }}`, simplify: true },
		}),
		ours: only(
			say('Has a Customer', 'Tem cliente'),
			condition(`={{ $json.clientUserId ?? '' }}`, 'string', 'notEmpty'),
		),
		store: upsert(
			say('Store Customer', 'Guardar cliente'),
			CUSTOMERS,
			{ item_id: '={{ $json.id }}' },
			{
				...{ item_id: '={{ $json.id }}', client: '={{ $json.clientUserId }}' },
				...{ bank: '={{ $json.connectorName }}', status: '={{ $json.status }}' },
				connected_on: '={{ DateTime.fromISO($json.createdAt).toISODate() }}',
			},
		),
		once: onlyNew(say('Once Each', 'Uma vez só'), '={{ $json.item_id }}'),
		tell: off(
			node(say('Slack', 'Slack'), 'slack', 2.4, {
				...{ select: 'channel', channelId: { __rl: true, mode: 'list', value: '' } },
				text: say(
					'={{ $json.client }} has connected {{ $json.bank }}.',
					'={{ $json.client }} conectou {{ $json.bank }}.',
				),
				otherOptions: { includeLinkToWorkflow: false },
			}),
		),
		accounts: pluggy(say('Accounts', 'Contas'), 'account', 'getMany', {
			...{ itemId: { __rl: true, mode: 'id', value: '={{ $json.item_id }}' } },
			...{ returnAll: true, simplify: true },
		}),
		balances: upsert(
			say('Store Accounts', 'Guardar contas'),
			ACCOUNTS,
			{ account_id: '={{ $json.id }}' },
			{
				...{ account_id: '={{ $json.id }}', item_id: '={{ $json.itemId }}' },
				...{
					client: `={{ ${item}.client }}`,
					name: '={{ $json.name }}',
					type: '={{ $json.type }}',
				},
				...{ balance: '={{ $json.balance }}', currency: '={{ $json.currencyCode }}' },
			},
		),
	},
	rows: [
		['form', 'token', 'go'],
		['trigger', 'customers', 'accountTable', 'item', 'ours', 'store', 'once', 'tell'],
		[null, null, null, null, null, null, 'accounts', 'balances'],
	],
	flow: [
		['form', 'token', 'go'],
		['trigger', 'customers', 'accountTable', 'item', 'ours', 'store', 'once', 'tell'],
		['store', 'accounts', 'balances'],
	],
	meta: { dataTables: [CUSTOMERS, ACCOUNTS], sandbox: { forget: [CUSTOMERS, ACCOUNTS] } },
};
