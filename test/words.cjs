'use strict';

/** Words that people type into n8n's node panel to find a bank, and that all our nodes answer to. */

const WORDS = `
	pix; boleto; boletos; cobrança; cobranças; cobrar; pagamento; pagamentos; pagar; receber; link de pagamento; qr code;
	banco; bancos; bank; banking; open finance; open banking; meupluggy; brasil; brazil; dinheiro; finanças; financeiro;
	conta; contas; conta bancária; saldo; saldos; balance; extrato; extratos; statement; ofx; conciliação; conciliação bancária;
	transação; transações; transactions; transferência; transferências; transfer; movimentação; lançamentos; ted;
	cartão; cartões; cartão de crédito; credit card; fatura; faturas; invoice;
	investimento; investimentos; investments; empréstimo; empréstimos; loan; financiamento; renda; categoria; categorias;
	consentimento; conexão; cpf; cnpj; contabilidade; evento; eventos; webhook banco; webhook pix; aviso de pagamento;
	nubank; itaú; bradesco; santander; banco do brasil; caixa; banco inter; c6 bank; btg pactual; xp investimentos;
	sicredi; sicoob; mercado pago; picpay; pagbank; banco pan; neon; banrisul; safra; banco original; stone
`;

/** The same word without its accents. @param {string} word */
const plain = (word) => word.normalize('NFD').replace(/\p{Mn}/gu, '');

/** As people write them, with accents and without. */
const SEARCHED = [
	...new Set(
		WORDS.split(';')
			.map((word) => word.trim())
			.flatMap((word) => [word, plain(word)]),
	),
];

/** Of one node alone. */
const SEARCHED_OF = {
	Pluggy: [],
	PluggyTrigger: ['gatilho', 'webhook', 'event'],
	PluggyPollTrigger: ['gatilho', 'poll', 'polling', 'schedule', 'agendado', 'consulta', 'event'],
};

module.exports = { plain, SEARCHED, SEARCHED_OF };
