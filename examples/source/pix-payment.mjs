/** A link with which somebody pays by PIX, followed until it is paid. */
import { as, byId, manual, pluggy, set } from '../../scripts/examples/nodes.mjs';
import { LABEL, isIn, openLink, recipient, waitASecond } from '../../scripts/examples/payments.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Get paid by PIX', 'Receber por PIX'),
	summary: say(
		'Makes a PIX payment link and follows it until it is paid',
		'Cria um link de pagamento PIX e acompanha até ser pago',
	),
	about: say(
		`## Get paid by PIX
**You need:** a credential whose **Access** includes payments, and your PIX key in **Recipient**.
**What happens:** a link is made with which somebody pays R$ 49.90. While the workflow runs, open the link in **Open This Link** and approve as the payer. **Result** says how it ended.
**Is Sandbox is on:** no money moves.
**To change:** a real payer takes minutes, so let a webhook trigger tell you: see *Act when a payment is completed*.`,
		`## Receber por PIX
**Você precisa de:** uma credencial com pagamentos em **Access** e a sua chave PIX em **Recebedor**.
**O que acontece:** é criado um link para alguém pagar R$ 49,90. Com o fluxo rodando, abra o link de **Abra este link** e aprove como pagador. **Resultado** mostra como terminou.
**Is Sandbox está ligado:** nenhum dinheiro é movimentado.
**Para mudar:** um pagador de verdade leva minutos; prefira o gatilho por webhook, como em *Agir quando um pagamento é concluído*.`,
	),
	details: say(
		'Pluggy keeps every recipient: in a workflow of your own create it once and keep its ID. After ERROR the payer may try again with the same link; this workflow ends there. Asking every second suits the sandbox. `npm run demo` has a payer who approves by itself.',
		'A Pluggy guarda cada recebedor: no seu próprio fluxo, crie-o uma vez e guarde o ID. Depois de ERROR o pagador pode tentar de novo com o mesmo link; este fluxo termina ali. Perguntar a cada segundo serve para o sandbox. No `npm run demo`, um pagador aprova sozinho.',
	),
	nodes: {
		start: manual(),
		recipient: recipient('financeiro@example.com'),
		create: pluggy(say('Create Payment', 'Criar cobrança'), 'paymentRequest', 'create', {
			...{ recipientId: byId('={{ $json.id }}'), amount: '49.90', isSandbox: true },
			...{ clientPaymentId: LABEL, simplify: true },
			additionalFields: { description: say('Order 4821', 'Pedido 4821') },
		}),
		link: openLink('$json.paymentUrl'),
		payment: pluggy(say('Get Payment', 'Buscar pagamento'), 'paymentRequest', 'get', {
			...{ paymentRequestId: "={{ $('@create').first().json.id }}", simplify: true },
		}),
		waiting: isIn(say('Still Waiting?', 'Ainda não pagou?'), [
			'CREATED',
			'IN_PROGRESS',
			'WAITING_PAYER_AUTHORIZATION',
		]),
		result: set(say('Result', 'Resultado'), {
			...{ id: '={{ $json.id }}', status: '={{ $json.status }}' },
			amount: as('number', '={{ $json.amount }}'),
			paymentUrl: '={{ $json.paymentUrl }}',
		}),
		wait: waitASecond(say('Wait a Second', 'Esperar um segundo')),
	},
	rows: [
		['start', 'recipient', 'create', 'link', 'payment', 'waiting', 'result'],
		[null, null, null, 'wait'],
	],
	flow: [
		['start', 'recipient', 'create', 'link', 'payment', 'waiting:1', 'result'],
		['waiting', 'wait', 'payment'],
	],
};
