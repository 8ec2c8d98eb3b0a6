/** A link for each charge, and what is paid is marked. */
import {
	condition,
	form,
	fromList,
	makeTable,
	onEvents,
	only,
	onlyNew,
	pluggy,
	reais,
	rowsOf,
	upsert,
} from '../../scripts/examples/nodes.mjs';
import { whatsApp } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const TABLE = 'pluggy_pix_links';
/** In front of the number, so that payments of other workflows are told apart. */
const LABEL = 'pix-link-';

const AMOUNT = `\${${reais('$json.amount')}}`;
const [CUSTOMER, DESCRIPTION] = ['${$json.customer}', '${$json.description}'];
const typed = (/** @type {string} */ field) => `={{ $('@form').item.json.${field} }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Charge by PIX link', 'Cobrar por link PIX'),
	summary: say(
		'A form makes a PIX link for a customer, and the charge is marked as soon as it is paid',
		'Um formulário gera o link PIX para o cliente, e a cobrança é marcada assim que é paga',
	),
	about: say(
		`## Charge by PIX link
**You need:** a Pluggy credential with access to payments, and a Recipient (who gets the money; Payment Recipient: Create), chosen in **PIX Link**. \`Is Sandbox\` of **PIX Link** is on: **no money moves** until you turn it off.
**What happens:** the form makes a link, once for each charge number, and keeps it in the data table **${TABLE}**. When Pluggy says that it is paid, the charge is marked (\`status\` paid, \`paid_on\`), and the customer is thanked once.
**Whoever has the address of New Charge can make charges in your name:** before you publish, set its *Authentication* to Basic Auth.
**To try it:** publish it, fill in **New Charge**, and pay on the page behind the \`link\` of the table.
**To send it:** switch on both **WhatsApp** nodes, give them their credential and your number. Thanks that pass while they are off count as sent.
**To change:** e-mail in place of WhatsApp; in place of the form a Google Sheets Trigger with the same columns.`,
		`## Cobrar por link PIX
**Você precisa de:** uma credencial Pluggy com acesso a pagamentos e um Recipient (quem recebe; Payment Recipient: Create), escolhido em **Link PIX**. \`Is Sandbox\` está ligado em **Link PIX**: **nenhum dinheiro é movimentado** até você desligar.
**O que acontece:** o formulário gera um link, um só por número de cobrança, e guarda na tabela de dados **${TABLE}**. Quando a Pluggy avisa que foi pago, a cobrança é marcada (\`status\` paid, \`paid_on\`) e o cliente recebe um agradecimento, um só.
**Quem tem o endereço de Nova cobrança pode cobrar em seu nome:** antes de publicar, mude *Authentication* dele para Basic Auth.
**Para experimentar:** publique, preencha **Nova cobrança** e pague na página do \`link\` da tabela.
**Para enviar:** ative os dois nós do **WhatsApp** e informe a credencial e o seu número. Agradecimento que passa com eles desligados conta como enviado.
**Para mudar:** e-mail no lugar do WhatsApp; no lugar do formulário, um Google Sheets Trigger com as mesmas colunas.`,
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
			{ charge: typed('charge') },
			{ alwaysOutputData: true },
		),
		fresh: only(
			say('Only New', 'Só as novas'),
			condition(`={{ $json.link ?? '' }}`, 'string', 'empty'),
		),
		link: pluggy(say('PIX Link', 'Link PIX'), 'paymentRequest', 'create', {
			recipientId: fromList(),
			amount: typed('amount'),
			isSandbox: true,
			clientPaymentId: `=${LABEL}{{ $('@form').item.json.charge }}`,
			simplify: true,
			additionalFields: { description: typed('description') },
		}),
		save: upsert(
			say('Keep Link', 'Guardar link'),
			TABLE,
			{ charge: typed('charge') },
			{
				charge: typed('charge'),
				customer: typed('customer'),
				phone: typed('phone'),
				amount: typed('amount'),
				description: typed('description'),
				link: '={{ $json.paymentUrl }}',
				payment_request_id: '={{ $json.id }}',
			},
		),
		send: whatsApp(
			say(
				`\`Hello ${CUSTOMER}, here is the link to pay ${AMOUNT} (${DESCRIPTION}) by PIX: \${$json.link}\``,
				`\`Olá, ${CUSTOMER}! Segue o link para pagar ${AMOUNT} (${DESCRIPTION}) por PIX: \${$json.link}\``,
			),
			say('WhatsApp', 'WhatsApp'),
			'={{ $json.phone }}',
		),
		trigger: onEvents(say('Payment Changed', 'Quando o pagamento muda'), [
			'payment_request/updated',
		]),
		payment: pluggy(say('Get Payment', 'Buscar pagamento'), 'paymentRequest', 'get', {
			...{ paymentRequestId: '={{ $json.paymentRequestId }}', simplify: true },
		}),
		done: only(
			say('Ours and Paid', 'Nosso e pago'),
			condition('={{ $json.status }}', 'string', 'equals', 'COMPLETED'),
			condition(`={{ $json.clientPaymentId ?? '' }}`, 'string', 'startsWith', LABEL),
		),
		paid: upsert(
			say('Mark Paid', 'Marcar como paga'),
			TABLE,
			{ charge: `={{ $json.clientPaymentId.slice(${LABEL.length}) }}` },
			{
				charge: `={{ $json.clientPaymentId.slice(${LABEL.length}) }}`,
				...{ status: 'paid', payment_request_id: '={{ $json.id }}' },
				paid_on: '={{ DateTime.fromISO($json.updatedAt).toISODate() }}',
			},
		),
		once: onlyNew(say('Once Each', 'Uma vez só'), '={{ $json.payment_request_id }}'),
		thanks: whatsApp(
			say(
				`\`Thank you, ${CUSTOMER}: your payment of ${AMOUNT} has arrived.\``,
				`\`Obrigado, ${CUSTOMER}! Recebemos seu pagamento de ${AMOUNT}.\``,
			),
			say('WhatsApp 2', 'WhatsApp 2'),
			'={{ $json.phone }}',
		),
	},
	rows: [
		['form', 'table', 'known', 'fresh', 'link', 'save', 'send'],
		['trigger', 'payment', 'done', 'paid', 'once', 'thanks'],
	],
	flow: [
		['form', 'table', 'known', 'fresh', 'link', 'save', 'send'],
		['trigger', 'payment', 'done', 'paid', 'once', 'thanks'],
	],
	meta: { dataTables: [TABLE] },
};
