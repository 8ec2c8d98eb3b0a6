/**
 * Failures on demand, by the cents of an amount. One table for every way to pay:
 *
 *   ,51  no money in the account          ,55  the payer's bank is down
 *   ,52  above the payer's limit          ,56  does not fit the consent
 *   ,53  refused by the payer's bank      ,57  no reason given
 *   ,54  refused by the PIX system (SPI)
 *   ,58  no money at the first try only: the next intent, occurrence, attempt or transfer is paid
 *
 * Boletos have their own: ,51 is never paid (OVERDUE), ,52 is paid late with fine and interest,
 * ,53 is never paid and ends PROTESTED.
 */

/** @typedef {{ bank: string, smart: string, scheduled?: string, title: string, text: string, onlyFirst?: boolean }} Trigger */

const NO_MONEY = {
	bank: 'SALDO_INSUFICIENTE',
	smart: 'PAYMENT_REJECTED_BY_HOLDER',
	scheduled: 'INSUFFICIENT_BALANCE',
	title: 'Saldo insuficiente',
	text: 'A conta selecionada não possui saldo suficiente para realizar o pagamento.',
};

/** @type {Record<number, Trigger>} */
export const TRIGGERS = {
	51: NO_MONEY,
	52: {
		bank: 'VALOR_ACIMA_LIMITE',
		smart: 'PAYMENT_REJECTED_BY_HOLDER',
		title: 'Valor acima do limite',
		text: 'O valor ultrapassa o limite estabelecido para a conta ou para o período.',
	},
	53: {
		bank: 'PAGAMENTO_RECUSADO_DETENTORA',
		smart: 'PAYMENT_REJECTED_BY_HOLDER',
		title: 'Pagamento recusado pelo banco',
		text: 'A instituição da conta de origem recusou o pagamento.',
	},
	54: {
		bank: 'PAGAMENTO_RECUSADO_SPI',
		smart: 'PAYMENT_REJECTED_BY_SPI',
		title: 'Pagamento recusado pelo SPI',
		text: 'O Sistema de Pagamentos Instantâneos recusou o pagamento.',
	},
	55: {
		bank: 'FALHA_INFRAESTRUTURA_DETENTORA',
		smart: 'INFRASTRUCTURE_FAILURE',
		title: 'Falha no banco',
		text: 'Ocorreu uma falha na infraestrutura da instituição da conta de origem.',
	},
	56: {
		bank: 'PAGAMENTO_DIVERGENTE_CONSENTIMENTO',
		smart: 'PAYMENT_DIFFERENT_FROM_CONSENT',
		title: 'Pagamento diferente do autorizado',
		text: 'Os dados do pagamento não correspondem aos que foram autorizados.',
	},
	57: {
		bank: 'NAO_INFORMADO',
		smart: 'UNKNOWN_ERROR',
		title: 'Motivo não informado',
		text: 'A instituição não informou o motivo da recusa.',
	},
	58: { ...NO_MONEY, onlyFirst: true },
};

/** Errors no amount causes. @type {Record<string, [string, string]>} */
const OTHERS = {
	REJEITADO_USUARIO: ['Recusado pelo usuário', 'O usuário recusou a autorização.'],
	TIMEOUT_CONSENTIMENTO: ['Tempo esgotado', 'O usuário não autorizou dentro do prazo.'],
	DATA_PAGAMENTO_INVALIDA: [
		'Data inválida',
		'O agendamento só pode terminar até 2 anos depois do início.',
	],
	PAYMENT_INTENT_INVALID_CPF: ['CPF inválido', 'O CPF do pagador não é válido.'],
	PAYMENT_INTENT_INVALID_CNPJ: ['CNPJ inválido', 'O CNPJ do pagador não é válido.'],
};

export const centsOf = (/** @type {number} */ amount) => Math.round(amount * 100) % 100;

/** What goes wrong with this amount, if anything. @param {number} amount @param {boolean} isFirst try */
export function triggerOf(amount, isFirst) {
	const trigger = TRIGGERS[centsOf(amount)];
	return trigger?.onlyFirst && !isFirst ? undefined : trigger;
}

/** A PaymentIntent's errorDetail. @param {string} code @param {Trigger} [trigger] */
export function intentError(code, trigger) {
	const [title, detail] = trigger ? [trigger.title, trigger.text] : OTHERS[code];
	return { code, providerCode: code, providerTitle: title, providerDetail: detail };
}

/** Of an automatic PIX payment and its attempts. @param {Trigger} trigger */
export const automaticError = ({ bank, title, text }) => ({
	code: bank,
	description: title,
	detail: text,
});

/** Of a scheduled payment. @param {Trigger} trigger */
export const scheduledError = ({ bank, scheduled, title, text }) => ({
	code: scheduled ?? bank,
	description: title,
	detail: text,
});

/** Of a smart transfer. @param {Trigger} trigger */
export const smartError = ({ smart, title, text }) => ({
	code: smart,
	description: title,
	detail: text,
});
