/** A boleto, followed until it is paid. */
import { as, byId, manual, pluggy, set } from '../../scripts/examples/nodes.mjs';
import { isIn, waitASecond } from '../../scripts/examples/payments.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Issue a boleto', 'Emitir um boleto'),
	summary: say(
		'Issues a boleto and follows it until it is paid',
		'Emite um boleto e acompanha até ser pago',
	),
	about: say(
		`## Issue a boleto
**You need:** a credential whose **Access** includes payments, and your bank's API keys in **Connect Bank**.
**What happens:** a boleto of R$ 350.00 is issued, due in ten days, with a fine of 2 % and interest of 1 % a month. **Result** says whether it was paid, and how much.
**Boletos have no Is Sandbox:** the local Pluggy pays by itself after some seconds. With the keys of a real bank **a real person owes real money**.
**To change:** a real boleto takes days, so let a webhook trigger with *Boleto Updated* tell you.`,
		`## Emitir um boleto
**Você precisa de:** uma credencial com pagamentos em **Access** e as chaves da API do seu banco em **Conectar banco**.
**O que acontece:** é emitido um boleto de R$ 350,00 com vencimento em dez dias, multa de 2 % e juros de 1 % ao mês. **Resultado** mostra se foi pago e quanto.
**Boletos não têm Is Sandbox:** a Pluggy local paga sozinha depois de alguns segundos. Com as chaves de um banco real, **uma pessoa real deve dinheiro real**.
**Para mudar:** um boleto real leva dias; use o gatilho por webhook com *Boleto Updated*.`,
	),
	details: say(
		'Make the connection with the bank once and keep its ID, and do not write its secrets into a workflow: n8n stores them with it. A boleto has nothing to approve; the payer pays its digitable line at any bank.',
		'Crie a conexão com o banco uma vez e guarde o ID, e não escreva os segredos dele em um fluxo: o n8n os guarda junto. Um boleto não precisa de aprovação; o pagador paga a linha digitável em qualquer banco.',
	),
	nodes: {
		start: manual(),
		bank: pluggy(say('Connect Bank', 'Conectar banco'), 'boleto', 'createConnection', {
			...{ connectorId: byId('225'), credentialsType: 'inter', clientId: 'sandbox-client' },
			...{ clientSecret: 'sandbox-client-secret', certificate: 'sandbox-certificate' },
			privateKey: 'sandbox-private-key',
		}),
		issue: pluggy(say('Issue Boleto', 'Emitir boleto'), 'boleto', 'issue', {
			...{ boletoConnectionId: '={{ $json.id }}', seuNumero: '4821', amount: '350.00' },
			dueDate: '={{ $now.plus({ days: 10 }).toISODate() }}',
			...{ payerName: 'Ana Souza', payerTaxNumber: '761.092.776-73' },
			...{ payerAddressState: 'SP', payerAddressZipCode: '01310-100' },
			additionalFields: {
				...{ fineType: 'PERCENTAGE', fineValue: '2' },
				...{ interestType: 'PERCENTAGE', interestValue: '1' },
			},
		}),
		boleto: pluggy(say('Get Boleto', 'Buscar boleto'), 'boleto', 'get', {
			boletoId: "={{ $('@issue').first().json.id }}",
		}),
		open: isIn(say('Still Open?', 'Em aberto?'), ['OPEN']),
		result: set(say('Result', 'Resultado'), {
			...{ id: '={{ $json.id }}', status: '={{ $json.status }}' },
			amount: as('number', '={{ $json.amount }}'),
			amountPaid: as('number', '={{ $json.amountPaid ?? 0 }}'),
			digitableLine: '={{ $json.digitableLine }}',
		}),
		wait: waitASecond(say('Wait a Second', 'Esperar um segundo')),
	},
	rows: [
		['start', 'bank', 'issue', 'boleto', 'open', 'result'],
		[null, null, 'wait'],
	],
	flow: [
		['start', 'bank', 'issue', 'boleto', 'open:1', 'result'],
		['open', 'wait', 'boleto'],
	],
};
