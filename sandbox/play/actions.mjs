/** What the buttons of the sandbox's page do: one row each. */

const DAY_SECONDS = 86_400;

/**
 * @typedef {object} Hands what the buttons act with
 * @property {ReturnType<typeof import('../admin/server.mjs').createAdmin>} admin
 * @property {import('../server.mjs').Context} context
 *
 * @typedef {object} Action
 * @property {string} label on the button
 * @property {string} done what the page says then
 * @property {string} back the section it goes back to
 * @property {boolean} [isPlain] not what one comes for
 * @property {(hands: Hands, id: string) => string | unknown} run an address starting with `/` is where to go
 */

/** The owner's way into a bank, as a customer would get it. @param {Hands} hands @param {{ itemId?: string }} wish */
function connectLink({ context }, wish) {
	const token = context.auth.connectToken(context.auth.clients[0].clientId, wish);
	return `/connect?${new URLSearchParams({ connect_token: token, with_sandbox: 'true' })}`;
}

export const ACTIONS = /** @satisfies {Record<string, Action>} */ ({
	connect: {
		label: 'Conectar um banco',
		done: '',
		back: 'conexoes',
		run: (hands) => connectLink(hands, {}),
	},
	receive: {
		label: 'Nova transação',
		done: 'Caiu um PIX na conta. Quem ouve avisos recebe o da transação nova.',
		back: 'conexoes',
		run: ({ admin }, id) => void admin.receive(id),
	},
	breakItem: {
		label: 'Quebrar esta conexão',
		done: 'Conexão quebrada, como se a pessoa tivesse cancelado a autorização no banco.',
		back: 'conexoes',
		isPlain: true,
		run: ({ admin }, id) => void admin.failItem(id),
	},
	repair: {
		label: 'Consertar: entrar de novo',
		done: '',
		back: 'conexoes',
		run: (hands, id) => connectLink(hands, { itemId: hands.admin.item(id).id }),
	},
	approve: {
		label: 'Aprovar',
		done: 'Aprovado. O dinheiro de mentira chega em instantes.',
		back: 'pagamentos',
		run: ({ admin }, id) => void admin.answerPayment(id, true),
	},
	reject: {
		label: 'Recusar',
		done: 'Recusado, como se a pessoa tivesse dito não no banco.',
		back: 'pagamentos',
		isPlain: true,
		run: ({ admin }, id) => void admin.answerPayment(id, false),
	},
	payBoleto: {
		label: 'Pagar',
		done: 'Boleto pago.',
		back: 'boletos',
		run: ({ admin }, id) => void admin.payBoleto(id),
	},
	nextDay: {
		label: 'Próximo dia',
		done: 'Passou um dia: bancos sincronizados, vencimentos em dia, avisos enviados.',
		back: 'tempo',
		run: ({ admin }) => void admin.advance(DAY_SECONDS),
	},
	nextWeek: {
		label: 'Próxima semana',
		done: 'Passaram sete dias, um de cada vez.',
		back: 'tempo',
		isPlain: true,
		run({ admin }) {
			for (let day = 0; day < 7; day++) admin.advance(DAY_SECONDS);
		},
	},
	resend: {
		label: 'Reenviar',
		done: 'O mesmo aviso saiu de novo, com o mesmo eventId.',
		back: 'avisos',
		isPlain: true,
		run: ({ admin }, id) => void admin.resend(id),
	},
});

/** @param {unknown} name @returns {Action | undefined} */
export const actionOf = (name) =>
	typeof name === 'string' && Object.hasOwn(ACTIONS, name)
		? ACTIONS[/** @type {keyof typeof ACTIONS} */ (name)]
		: undefined;
