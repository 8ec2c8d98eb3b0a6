/** Starts when a PIX payment has arrived, once for each. */
import {
	condition,
	onEvents,
	onlyNew,
	pluggy,
	reais,
	set,
	when,
} from '../../scripts/examples/nodes.mjs';
import { telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @param {string} start @param {string} none */
const message = (start, none) =>
	`=${start} {{ ${reais('$json.amount')} }}, {{ $json.description ?? $json.clientPaymentId ?? '${none}' }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Act when a payment is completed', 'Agir quando um pagamento é concluído'),
	summary: say(
		'Starts when a PIX payment has been paid, once for each payment',
		'Começa quando um pagamento PIX é pago, uma vez para cada pagamento',
	),
	about: say(
		`## Act when a payment is completed
**You need:** n8n at a public https address. Then press **Publish**.
**What happens:** an event is only a hint, so the payment is read again and goes on only when it is COMPLETED, once, even when the event comes twice. Ship the order or send the receipt behind **Message**.
**To try it:** with \`npm start\`, publish this, run *Get paid by PIX* and approve as the payer.
**To change:** switch on **Telegram**, give it its credential and the chat.`,
		`## Agir quando um pagamento é concluído
**Você precisa de:** um n8n com endereço https público. Depois clique em **Publish**.
**O que acontece:** um evento é só um aviso; por isso o pagamento é lido de novo e só segue quando está COMPLETED, uma vez só, mesmo que o evento venha duas vezes. Envie o pedido ou o recibo depois de **Mensagem**.
**Para testar:** com \`npm start\`, publique este, rode *Receber por PIX* e aprove como pagador.
**Para mudar:** ative o **Telegram** e informe a credencial e o chat.`,
	),
	details: say(
		'Pluggy sends `payment_request/updated` when a payment is paid, authorized or canceled, or has failed. `clientPaymentId` is your own label, if you gave one: by it you find the order.',
		'A Pluggy envia `payment_request/updated` quando um pagamento é pago, autorizado, cancelado ou falha. `clientPaymentId` é a sua própria etiqueta, se você deu uma: por ela você encontra o pedido.',
	),
	nodes: {
		trigger: onEvents(say('When a Payment Changes', 'Quando o pagamento muda'), [
			'payment_request/updated',
		]),
		payment: pluggy(say('Get Payment', 'Buscar pagamento'), 'paymentRequest', 'get', {
			...{ paymentRequestId: '={{ $json.paymentRequestId }}', simplify: true },
		}),
		completed: when(
			say('Completed?', 'Concluído?'),
			condition('={{ $json.status }}', 'string', 'equals', 'COMPLETED'),
		),
		once: onlyNew(say('Once per Payment', 'Uma vez por pagamento'), '={{ $json.id }}'),
		message: set(
			say('Message', 'Mensagem'),
			{ message: say(message('Paid:', 'no label'), message('Pago:', 'sem etiqueta')) },
			{ keep: true },
		),
		telegram: telegram('$json.message'),
	},
	rows: [['trigger', 'payment', 'completed', 'once', 'message', 'telegram']],
	flow: [['trigger', 'payment', 'completed', 'once', 'message', 'telegram']],
};
