/** A customer connects a bank by a form; what comes of it is stored. */
import {
	byId,
	condition,
	form,
	fromList,
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

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Connect a customer', 'Conectar um cliente'),
	summary: say(
		'A form takes the customer to the bank; the connection and its balances are stored with who it belongs to',
		'Um formulário leva o cliente ao banco; a conexão e os saldos são guardados com o dono',
	),
	about: say(
		`## Connect a customer
**You need:** a Pluggy credential, and n8n at a public https address. Publish it and send your customers the address of **Connect Bank**, with your own code of each: \`?client=c-17\`.
**What happens:** the form makes a connect token with this code (Client User ID) and takes the browser to Pluggy Connect, within the 30 minutes that a token lives. When Pluggy says that the connection is made, and after each sync, its item ID is stored with the customer in **${CUSTOMERS}**, and its balances in **${ACCOUNTS}**.
**Whoever has the address can connect a bank:** to tell customers apart, use codes that nobody guesses.
**To try it:** with \`npm start\`, publish it, open the form, choose *Pluggy Bank*, user \`user-ok\`, password \`password-ok\`.
**To send it:** switch on **Slack**, give it its credential and the channel. Customers that pass while it is off count as told.
**To change:** turn off *With Sandbox* in **Connect Token** for real customers. More data: Transaction: Get Many behind **Accounts**.`,
		`## Conectar um cliente
**Você precisa de:** uma credencial Pluggy e o n8n em um endereço https público. Publique e envie aos clientes o endereço de **Conectar banco**, com o seu código de cada um: \`?client=c-17\`.
**O que acontece:** o formulário cria um connect token com esse código (Client User ID) e leva o navegador ao Pluggy Connect, dentro dos 30 minutos de vida do token. Quando a Pluggy avisa que a conexão foi feita, e a cada sincronização, o item ID fica guardado com o cliente em **${CUSTOMERS}**, e os saldos dela em **${ACCOUNTS}**.
**Quem tem o endereço pode conectar um banco:** para saber quem é quem, use códigos que ninguém adivinhe.
**Para experimentar:** com \`npm start\`, publique, abra o formulário e escolha *Pluggy Bank*, usuário \`user-ok\`, senha \`password-ok\`.
**Para enviar:** ative o **Slack** e informe a credencial e o canal. Cliente que passa com ele desligado conta como avisado.
**Para mudar:** desligue *With Sandbox* em **Token de conexão** para clientes de verdade. Mais dados: Transaction: Get Many depois de **Contas**.`,
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
			'form',
			2.5,
			{ operation: 'completion', respondWith: 'redirect', redirectUrl: '={{ $json.connectUrl }}' },
			{ webhookId: 'pluggy-connect-go' },
		),
		trigger: onEvents(say('Connection Made', 'Conexão feita'), ['item/created', 'item/updated']),
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
				...{ select: 'channel', channelId: fromList() },
				text: say(
					'={{ $json.client }} has connected {{ $json.bank }}.',
					'={{ $json.client }} conectou {{ $json.bank }}.',
				),
				otherOptions: { includeLinkToWorkflow: false },
			}),
		),
		accounts: pluggy(say('Accounts', 'Contas'), 'account', 'getMany', {
			...{ itemId: byId('={{ $json.item_id }}') },
			...{ returnAll: true, simplify: true },
		}),
		balances: upsert(
			say('Store Accounts', 'Guardar contas'),
			ACCOUNTS,
			{ account_id: '={{ $json.id }}' },
			{
				...{ account_id: '={{ $json.id }}', item_id: '={{ $json.itemId }}' },
				...{
					client: `={{ $('@store').item.json.client }}`,
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
