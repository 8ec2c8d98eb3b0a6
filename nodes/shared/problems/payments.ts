import { PAGES, problemsOf, type Problems } from './words';

/**
 * Payments that were taken and then failed. None of them is `retryLater`: repeating a payment is
 * always somebody's decision, after a look at what became of the first one.
 */

const payment = problemsOf(PAGES.payments);

const LOOK =
	'Before you send anything, see what became of it: Payment Request: Get, or Get Many with the filter Client Payment ID (smart transfers: Get Payment).';
const PAYER_AGAIN = `${LOOK} While the request is CREATED, the payer can try again at its paymentUrl; a new request only when nothing was paid.`;
const NEW_AUTHORIZATION =
	'Nothing more can be paid with this authorization. If the payer still wants it, let the payer authorize a new one.';
const RETRY_AUTOMATIC =
	'A failed automatic PIX has Automatic PIX: Retry Schedule, if its request has isRetryAccepted.';
const FAULT = `${LOOK} ${RETRY_AUTOMATIC}`;
const COMPARE =
	'Compare recipient, amount and date with what the payer authorized. Only the very same can be paid; anything else needs a new authorization.';

const NOT_DONE =
	'O pagamento não foi concluído. Confira seu extrato antes de fazer um novo pagamento.';
const BANK_FAULT =
	'O banco teve uma falha técnica e o pagamento não foi concluído. Confira seu extrato antes de fazer um novo pagamento.';
const TOO_LATE = 'O tempo para autorizar o pagamento acabou. Abra o link de pagamento novamente.';
const REVOKED = 'A autorização de pagamento foi cancelada. Para continuar, autorize novamente.';
const OVER_LIMIT = 'O valor está acima do limite que você autorizou.';
const INVALID = 'Os dados do pagamento não são válidos. Estamos verificando.';
const DIFFERENT = 'O pagamento não corresponde ao que você autorizou e não foi feito.';
const REFUSED = 'Seu banco recusou o pagamento. Entre em contato com o banco para saber o motivo.';

const tooLate = (title: string) => payment(title, PAYER_AGAIN, 'waitForUser', TOO_LATE);
const fault = (title: string) => payment(title, FAULT, 'none', BANK_FAULT);
const differs = payment(
	'The payment differs from what the payer authorized',
	COMPARE,
	'fixInput',
	DIFFERENT,
);
const invalidDetail = payment(
	'A value of the payment breaks a rule of the bank',
	'details tells which. Correct it; what is written in the authorization can only change with a new one.',
	'fixInput',
	INVALID,
);
const refusedBySpi = payment(
	'The PIX system of Banco Central refused the payment',
	`details holds its reason; often the account of the recipient is closed, blocked or of another kind. ${LOOK}`,
	'none',
	NOT_DONE,
);
const refusedByBank = payment(
	"The payer's bank refused the payment",
	`details holds its reason; the payer can ask the bank. ${LOOK}`,
	'waitForUser',
	REFUSED,
);
const noReason = payment(
	'The payment failed and the bank gave no reason',
	`${LOOK} If it repeats, give the ID to Pluggy support.`,
	'contactSupport',
	NOT_DONE,
);

/** By `errorDetail.code` of payment requests, intents, schedules, automatic PIX and smart transfers. */
export const BY_PAYMENT_CODE: Problems = {
	SALDO_INSUFICIENTE: payment(
		"There is not enough money in the payer's account",
		`Ask the payer to provide for it. ${PAYER_AGAIN} ${RETRY_AUTOMATIC}`,
		'waitForUser',
		'Saldo insuficiente na conta escolhida.',
	),
	VALOR_ACIMA_LIMITE: payment(
		"The amount is above the payer's limit at the bank",
		`The payer must raise the PIX limit in the bank's app. ${PAYER_AGAIN}`,
		'waitForUser',
		'O valor está acima do limite da sua conta. Ajuste o limite no aplicativo do seu banco.',
	),
	VALOR_INVALIDO: payment(
		'The bank does not accept the amount',
		COMPARE,
		'fixInput',
		'O valor do pagamento não é válido.',
	),
	CONTAS_ORIGEM_DESTINO_IGUAIS: payment(
		'The payer chose the account that is to be paid',
		`The payer must choose another account. ${PAYER_AGAIN}`,
		'waitForUser',
		'A conta escolhida é a mesma que recebe o pagamento. Escolha outra conta.',
	),
	CONTA_NAO_PERMITE_PAGAMENTO: payment(
		'The chosen account cannot make payments',
		`It may be a salary or investment account: the payer must choose another one. ${PAYER_AGAIN}`,
		'waitForUser',
		'Esta conta não permite pagamentos. Escolha outra conta.',
	),
	TITULARIDADE_INCONSISTENTE: payment(
		'The account does not belong to the CPF or CNPJ of the authorization',
		'The payer must use an account of the same CPF or CNPJ, or authorize anew with the right one',
		'waitForUser',
		'A conta escolhida não pertence ao CPF ou CNPJ informado.',
	),
	AUTENTICACAO_DIVERGENTE: payment(
		'The person who logged in at the bank is not the payer',
		`The payer must log in with the CPF or CNPJ of the payment. ${PAYER_AGAIN}`,
		'waitForUser',
		'O acesso ao banco foi feito por outra pessoa. Entre com o CPF ou CNPJ informado.',
	),
	PAYMENT_INTENT_INVALID_CPF: payment(
		'The bank does not accept the CPF',
		'The payer must give the right CPF: on the payment page, or as the CPF of Payment Intent: Create',
		'fixInput',
		'O CPF informado não é válido. Verifique e informe novamente.',
	),
	PAYMENT_INTENT_INVALID_CNPJ: payment(
		'The bank does not accept the CNPJ',
		'The payer must give the right CNPJ: on the payment page, or as the CNPJ of Payment Intent: Create',
		'fixInput',
		'O CNPJ informado não é válido. Verifique e informe novamente.',
	),
	DATA_PAGAMENTO_INVALIDA: payment(
		'The date of the payment is not valid',
		'Create the request with other dates: not in the past, and a schedule ends at most two years after its start',
		'fixInput',
		'A data do pagamento não é válida.',
	),
	FALHA_AGENDAMENTO_PAGAMENTOS: payment(
		'The bank could not schedule the payments',
		'See with Payment Schedule: Get Many which ones are scheduled before you create any again',
		'none',
		'Não foi possível agendar os pagamentos. Confira os agendamentos no seu banco.',
	),
	CONSENTIMENTO_PENDENTE_AUTORIZACAO: payment(
		'The payment still has to be authorized',
		'Wait for the payer, or for the further approver of the account; a payment_intent event tells the outcome',
		'waitForUser',
		'O pagamento ainda precisa ser autorizado no seu banco.',
	),
	TEMPO_EXPIRADO_AUTORIZACAO: tooLate('The payer did not authorize the payment in time'),
	TEMPO_EXPIRADO_CONSUMO: tooLate('The authorization expired before the payment was made'),
	TIMEOUT_CONSENTIMENTO: tooLate('The authorization took too long'),
	EXPIRED_PAYMENT_INITIATION: tooLate('The payment was not completed in time'),
	REJEITADO_USUARIO: payment(
		'The payer declined the payment',
		'Ask the payer before you offer it again',
		'none',
		'O pagamento não foi autorizado por você.',
	),
	REVOGADO_RECEBEDOR: payment(
		'The receiver cancelled the authorization',
		NEW_AUTHORIZATION,
		'none',
		'O recebedor cancelou a autorização de pagamento.',
	),
	CONSENTIMENTO_INVALIDO: payment(
		'The authorization is no longer valid',
		NEW_AUTHORIZATION,
		'waitForUser',
		'A autorização de pagamento não é mais válida. Para continuar, autorize novamente.',
	),
	CONSENTIMENTO_REVOGADO: payment(
		'The authorization was revoked',
		NEW_AUTHORIZATION,
		'waitForUser',
		REVOKED,
	),
	PAGAMENTO_DIVERGENTE_CONSENTIMENTO: differs,
	PAYMENT_DIFFERENT_FROM_CONSENT: differs,
	DETALHE_PAGAMENTO_INVALIDO: invalidDetail,
	INVALID_PAYMENT_DETAIL: invalidDetail,
	DETALHE_TENTATIVA_INVALIDO: payment(
		'The new attempt differs from the payment that failed',
		'A retry changes nothing but the date (details may name the value that differs)',
		'fixInput',
		INVALID,
	),
	LIMITE_PERIODO_VALOR_EXCEDIDO: payment(
		'The amount that the payer authorized for this period is used up',
		'Schedule the payment for the next period, or with a smaller amount',
		'fixInput',
		'O valor autorizado para este período já foi atingido.',
	),
	LIMITE_PERIODO_QUANTIDADE_EXCEDIDO: payment(
		'The number of payments that the payer authorized for this period is used up',
		'Schedule the payment for the next period',
		'fixInput',
		'A quantidade de pagamentos autorizada para este período já foi atingida.',
	),
	LIMITE_VALOR_TOTAL_CONSENTIMENTO_EXCEDIDO: payment(
		'The payment goes beyond the total that the payer authorized',
		'Pay a smaller amount, or let the payer authorize a new total',
		'fixInput',
		OVER_LIMIT,
	),
	LIMITE_VALOR_TRANSACAO_CONSENTIMENTO_EXCEDIDO: payment(
		'The amount is above the limit of one payment that the payer authorized',
		'Pay a smaller amount, or let the payer authorize a higher limit',
		'fixInput',
		OVER_LIMIT,
	),
	LIMITE_TENTATIVAS_EXCEDIDO: payment(
		'All attempts of this automatic PIX are used up',
		'It is not tried again. Agree with the payer on another way to pay.',
		'none',
		'Não conseguimos fazer a cobrança após várias tentativas. Entre em contato conosco.',
	),
	FORA_PRAZO_PERMITIDO: payment(
		'The date or time is outside of what is allowed',
		'Schedule an automatic PIX 2 to 10 days ahead; retry it within 7 days, before 22:00 of the day before',
		'fixInput',
		'A data do pagamento está fora do prazo permitido.',
	),
	PAGAMENTO_RECUSADO_SPI: refusedBySpi,
	PAYMENT_REJECTED_BY_SPI: refusedBySpi,
	PAGAMENTO_RECUSADO_DETENTORA: refusedByBank,
	PAYMENT_REJECTED_BY_HOLDER: refusedByBank,
	CONNECTION_ERROR: fault("The payer's bank could not be reached"),
	FALHA_INFRAESTRUTURA_DETENTORA: fault("The payer's bank had a technical fault"),
	FALHA_INFRAESTRUTURA_DETENTORA_CALLBACK_HYBRID_FLOW: fault(
		"The payer's bank had a technical fault on the way back from the authorization",
	),
	INFRASTRUCTURE_FAILURE: fault("The payer's bank had a technical fault"),
	FALHA_INFRAESTRUTURA_SPI: fault('The PIX system of Banco Central had a technical fault'),
	FALHA_INFRAESTRUTURA_ICP: fault('The certificates between the banks had a technical fault'),
	FALHA_INFRAESTRUTURA_PSP_RECEBEDOR: fault("The recipient's bank had a technical fault"),
	NAO_INFORMADO: noReason,
	UNKNOWN_ERROR: noReason,
};

const refused = payment(
	'The payer or the bank rejected the payment',
	PAYER_AGAIN,
	'waitForUser',
	'O pagamento não foi autorizado.',
);

/** By `status` of a payment of any kind, or of a boleto, where no code tells more. */
export const BY_PAYMENT_STATUS: Problems = {
	ERROR: payment(
		'The payment failed',
		`details may hold the reason, and so may the payment intents of the request. ${FAULT}`,
		'none',
		NOT_DONE,
	),
	REJECTED: refused,
	CONSENT_REJECTED: refused,
	PAYMENT_REJECTED: payment(
		'The bank rejected the payment after it was authorized',
		`details may hold the reason. ${LOOK}`,
		'waitForUser',
		REFUSED,
	),
	PAYMENT_TIMEOUT: tooLate('The payer did not authorize the payment in time'),
	EXPIRED: payment(
		'The payment expired without being paid',
		'If it is still wanted, create a new payment request',
		'none',
		'O prazo deste pagamento acabou. Solicite um novo link de pagamento.',
	),
	CANCELED: payment(
		'The payment was cancelled',
		'If it is still wanted, create a new one',
		'none',
		'O pagamento foi cancelado.',
	),
	REVOKED: payment('The authorization was revoked', NEW_AUTHORIZATION, 'waitForUser', REVOKED),
	REFUND_ERROR: payment(
		'The refund failed: the money is still with the recipient',
		'Give the ID of the payment request to Pluggy support before you pay back in another way',
		'contactSupport',
		'Não foi possível devolver o valor. Estamos verificando.',
	),
	OVERDUE: payment(
		'The boleto is past its due date and not paid',
		'Remind the payer; fine and interest of the boleto apply. Before you issue another one, cancel this one (Boleto: Cancel).',
		'waitForUser',
		'Este boleto está vencido. Pague-o o quanto antes ou solicite uma segunda via.',
		PAGES.boletos,
	),
	PROTESTED: payment(
		'The boleto was sent to protest',
		'Settle it with the payer and the notary office or credit bureau; Pluggy cannot end the protest',
		'waitForUser',
		'Este boleto foi enviado a protesto. Entre em contato conosco para regularizar.',
		PAGES.boletos,
	),
};

/** By `status` of what a payer authorizes once for many payments: preauthorizations, enrollments. */
export const BY_AUTHORIZATION_STATUS: Problems = {
	ERROR: payment(
		'The authorization failed',
		'details may hold the reason. Nothing was paid. Create a new one and let the payer authorize it.',
		'waitForUser',
		'Não foi possível concluir a autorização. Autorize novamente.',
	),
	REJECTED: payment(
		'The payer rejected the authorization',
		'Ask the payer before you offer it again',
		'none',
		'A autorização foi recusada.',
	),
	REVOKED: payment('The authorization was revoked', NEW_AUTHORIZATION, 'waitForUser', REVOKED),
	EXPIRED: payment(
		'The authorization expired',
		NEW_AUTHORIZATION,
		'waitForUser',
		'A autorização expirou. Para continuar, autorize novamente.',
	),
};

/** Statuses of payments, authorizations and boletos in which all is well, or that are still running. */
export const FINE_PAYMENT_STATUSES: ReadonlySet<string> = new Set([
	'CREATED',
	'STARTED',
	'ENQUEUED',
	'IN_PROGRESS',
	'WAITING_PAYER_AUTHORIZATION',
	'AUTHORIZED',
	'SCHEDULED',
	'COMPLETED',
	'REFUND_IN_PROGRESS',
	'REFUNDED',
	'CONSENT_AWAITING_AUTHORIZATION',
	'CONSENT_AUTHORIZED',
	'PAYMENT_PENDING',
	'PAYMENT_PARTIALLY_ACCEPTED',
	'PAYMENT_SETTLEMENT_PROCESSING',
	'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
	'PAYMENT_COMPLETED',
	'CONSUMED',
	'OPEN',
	'PAID',
	// The issuer cancelled the boleto.
	'CANCELLED',
]);
