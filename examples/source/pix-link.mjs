/** A link for each charge, and what is paid is marked. */
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
	rowsOf,
	upsert,
} from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const TABLE = 'pluggy_pix_links';
/** In front of the number, so that payments of other workflows are told apart. */
const LABEL = 'pix-link-';
const again = { retryOnFail: true };

/** @param {string} name @param {string} to @param {import('../../scripts/examples/texts.mjs').Text} message */
const whatsApp = (name, to, message) =>
	off(
		node(
			say(name, name),
			...['whatsApp', 1.1],
			{
				...{ operation: 'send', phoneNumberId: '', recipientPhoneNumber: to },
				...{ textBody: message, additionalFields: {} },
			},
			again,
		),
	);

const amount = `{{ $json.amount.toLocaleString('pt-BR', { style: 'currency', currency: 'BRL' }) }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Charge by PIX link', 'Cobrar por link PIX'),
	summary: say(
		'A form makes a PIX link for a customer, and the charge is marked as soon as it is paid',
		'Um formulário gera o link PIX para o cliente, e a cobrança é marcada assim que é paga',
	),
	about: say(
		`## Charge by PIX link
**You need:** a Pluggy credential with access to payments, and a Recipient (who gets the money; Payment Recipient: Create), chosen in **PIX Link**. Publish it and open the address of **New Charge**. \`Is Sandbox\` of **PIX Link** is on: **no money moves** until you turn it off.
**What happens:** the form makes a link, once for each charge number, and keeps it in the data table **${TABLE}**. When Pluggy says that it is paid, the charge is marked (\`status\` paid, \`paid_on\`), once.
**To change:** both WhatsApp nodes are off until they have a credential and your number; e-mail does as well. Instead of the form: a Google Sheets Trigger with the same columns.`,
		`## Cobrar por link PIX
**Você precisa de:** uma credencial Pluggy com acesso a pagamentos e um Recipient (quem recebe; Payment Recipient: Create), escolhido em **Link PIX**. Publique e abra o endereço de **Nova cobrança**. \`Is Sandbox\` está ligado em **Link PIX**: **nenhum dinheiro se move** até você desligar.
**O que acontece:** o formulário gera um link, um só por número de cobrança, e guarda na tabela de dados **${TABLE}**. Quando a Pluggy avisa que foi pago, a cobrança é marcada (\`status\` paid, \`paid_on\`), uma única vez.
**Para mudar:** os dois nós do WhatsApp ficam desligados até terem credencial e seu número; e-mail também serve. No lugar do formulário: um Google Sheets Trigger com as mesmas colunas.`,
	),
	nodes: {
		form: form(
			say('New Charge', 'Nova cobrança'),
			{
				path: 'pluggy-pix-link',
				title: say('New charge by PIX', 'Nova cobrança por PIX'),
				description: say(
					'The customer gets a link to pay.',
					'O cliente recebe um link para pagar.',
				),
				button: say('Make link', 'Gerar link'),
			},
			{
				charge: { fieldLabel: say('Charge number', 'Número da cobrança'), placeholder: '4821' },
				customer: { fieldLabel: say('Customer', 'Cliente') },
				phone: { fieldLabel: 'WhatsApp', placeholder: '5511912345678', requiredField: false },
				amount: { fieldLabel: say('Amount in R$', 'Valor em R$'), fieldType: 'number' },
				description: { fieldLabel: say('What for', 'Referente a') },
			},
		),
		table: makeTable(say('Link Table', 'Tabela de links'), TABLE, {
			...{ charge: 'string', customer: 'string', phone: 'string', amount: 'number' },
			...{ description: 'string', link: 'string', payment_request_id: 'string' },
			...{ status: 'string', paid_on: 'string' },
		}),
		known: rowsOf(
			say('Known?', 'Já existe?'),
			TABLE,
			{ charge: `={{ $('@form').item.json.charge }}` },
			{ alwaysOutputData: true },
		),
		fresh: only(
			say('Only New', 'Só as novas'),
			condition(`={{ $json.link ?? '' }}`, 'string', 'empty'),
		),
		link: pluggy(say('PIX Link', 'Link PIX'), 'paymentRequest', 'create', {
			recipientId: { __rl: true, mode: 'list', value: '' },
			amount: `={{ $('@form').item.json.amount }}`,
			isSandbox: true,
			clientPaymentId: `=${LABEL}{{ $('@form').item.json.charge }}`,
			simplify: true,
			additionalFields: { description: `={{ $('@form').item.json.description }}` },
		}),
		save: upsert(
			say('Keep Link', 'Guardar link'),
			TABLE,
			{ charge: `={{ $('@form').item.json.charge }}` },
			{
				charge: `={{ $('@form').item.json.charge }}`,
				customer: `={{ $('@form').item.json.customer }}`,
				phone: `={{ $('@form').item.json.phone }}`,
				amount: `={{ $('@form').item.json.amount }}`,
				description: `={{ $('@form').item.json.description }}`,
				link: '={{ $json.paymentUrl }}',
				payment_request_id: '={{ $json.id }}',
			},
		),
		send: whatsApp(
			'WhatsApp',
			'={{ $json.phone }}',
			say(
				`=Hello {{ $json.customer }}, here is the link to pay ${amount} ({{ $json.description }}) by PIX: {{ $json.link }}`,
				`=Olá, {{ $json.customer }}! Segue o link para pagar ${amount} ({{ $json.description }}) por PIX: {{ $json.link }}`,
			),
		),
		trigger: onEvents(say('Payment Changed', 'Pagamento mudou'), ['payment_request/updated'], {
			...{ filters: {}, options: {} },
		}),
		payment: pluggy(say('Get Payment', 'Buscar pagamento'), 'paymentRequest', 'get', {
			...{ paymentRequestId: '={{ $json.paymentRequestId }}', simplify: true },
		}),
		done: only(
			say('Ours and Paid', 'Nosso e pago'),
			condition('={{ $json.status }}', 'string', 'equals', 'COMPLETED'),
			condition(`={{ $json.clientPaymentId ?? '' }}`, 'string', 'startsWith', LABEL),
		),
		once: onlyNew(say('Once Each', 'Uma vez só'), '={{ $json.id }}'),
		paid: upsert(
			say('Mark Paid', 'Marcar como paga'),
			TABLE,
			{ charge: `={{ $json.clientPaymentId.slice(${LABEL.length}) }}` },
			{
				charge: `={{ $json.clientPaymentId.slice(${LABEL.length}) }}`,
				...{ status: 'paid', paid_on: '={{ $today.toISODate() }}' },
			},
		),
		thanks: whatsApp(
			'WhatsApp 2',
			'={{ $json.phone }}',
			say(
				`=Thank you, {{ $json.customer }}: your payment of ${amount} has arrived.`,
				`=Obrigado, {{ $json.customer }}! Recebemos seu pagamento de ${amount}.`,
			),
		),
	},
	rows: [
		['form', 'table', 'known', 'fresh', 'link', 'save', 'send'],
		['trigger', 'payment', 'done', 'once', 'paid', 'thanks'],
	],
	flow: [
		['form', 'table', 'known', 'fresh', 'link', 'save', 'send'],
		['trigger', 'payment', 'done', 'once', 'paid', 'thanks'],
	],
	meta: { dataTables: [TABLE], sandbox: { forget: [TABLE] } },
};
